-- args: path refresh-tokens-file. A token goes out of the pool with a request, and its successor comes in with the
-- answer: with a pool as large as the connections, each connection has a session under way.
dofile(os.getenv("WRK_COMMON"))
local pool, first, last, path = {}, 1, 0, ""
local headers = { ["Content-Type"] = "application/json" }

function init(args)
  path = args[1]
  for i, token in ipairs(lines(args[2])) do
    if i % 2 == number % 2 then
      last = last + 1
      pool[last] = token
    end
  end
end

function request()
  local token = pool[first] or "none-left"
  pool[first] = nil
  first = first + 1
  return wrk.format("POST", path, headers, '{"refresh_token":"' .. token .. '"}')
end

function response(status, _, body)
  local successor = status == 200 and string.match(body, '"refresh_token":"([^"]+)"')
  look(successor, status, body)
  if successor then
    last = last + 1
    pool[last] = successor
  end
end
