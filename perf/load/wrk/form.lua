-- args: path body expected-status
dofile(os.getenv("WRK_COMMON"))
local whole, expected

function init(args)
  whole = wrk.format("POST", args[1], { ["Content-Type"] = "application/x-www-form-urlencoded" }, args[2])
  expected = tonumber(args[3])
end

function request()
  return whole
end

function response(status, headers, body)
  look(status == expected, status, body)
end
