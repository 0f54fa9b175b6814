using HeadlessKey.FunctionalTests.Webhooks;
using Xunit.Runner.InProc.SystemConsole;

// The tests; or, for the one that kills it, a whole server whose password hashes cost next to nothing.
return args is [CrashingServer.Verb, var urls, var data]
    ? await CrashingServer.RunAsync(urls, data)
    : await ConsoleRunner.Run(args);
