-- args: path file-with-values-of-the-Authorization-header, one a line; "-" for none
dofile(os.getenv("WRK_COMMON"))
local requests, at = {}, 0

function init(args)
  for _, value in ipairs(lines(args[2])) do
    requests[#requests + 1] = wrk.format("GET", args[1], value ~= "-" and { Authorization = value } or {})
  end
end

function request()
  at = at % #requests + 1
  return requests[at]
end

function response(status, headers, body)
  look(status == 200, status, body)
end
