-- args: path tokens-file
dofile(os.getenv("WRK_COMMON"))
local requests, at = {}, 0

function init(args)
  for _, token in ipairs(lines(args[2])) do
    requests[#requests + 1] = wrk.format("GET", args[1], { Authorization = "Bearer " .. token })
  end
end

function request()
  at = at % #requests + 1
  return requests[at]
end

function response(status, headers, body)
  look(status == 200 and string.find(body, '"login":"perf1"', 1, true), status, body)
end
