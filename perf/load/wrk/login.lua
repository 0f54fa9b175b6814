-- args: path users password expected-status[,another]
dofile(os.getenv("WRK_COMMON"))
local requests, at, expected = {}, 0, {}

function init(args)
  local headers = { ["Content-Type"] = "application/json" }
  for i = 1, tonumber(args[2]) do
    requests[i] = wrk.format("POST", args[1], headers, '{"username":"perf' .. i .. '","password":"' .. args[3] .. '"}')
  end
  for status in string.gmatch(args[4], "%d+") do expected[tonumber(status)] = true end
  at = number
end

function request()
  at = at % #requests + 1
  return requests[at]
end

function response(status, headers, body)
  look(expected[status] and (status ~= 200 or string.find(body, '"refresh_token":"', 1, true)), status, body)
end
