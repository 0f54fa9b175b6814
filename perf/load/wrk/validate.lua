-- args: path tokens-file [pause-ms]. Each thread goes round its own part of the tokens. With a pause, each
-- connection waits about that long between two requests, so that the server is not at its limit.
dofile(os.getenv("WRK_COMMON"))
local requests, at, pause = {}, 0, 0

function init(args)
  pause = tonumber(args[3] or "0")
  math.randomseed(number + 1)
  local headers = { ["Content-Type"] = "application/json" }
  for i, token in ipairs(lines(args[2])) do
    if i % 2 == number % 2 then
      requests[#requests + 1] = wrk.format("POST", args[1], headers, '{"token":"' .. token .. '"}')
    end
  end
  if pause > 0 then
    delay = function() return math.random(pause / 2, pause * 3 / 2) end
  end
end

function request()
  at = at % #requests + 1
  return requests[at]
end

function response(status, headers, body)
  look(status == 200 and string.find(body, '"valid":true', 1, true) and #body > 200, status, body)
end
