using System.CommandLine;
using System.Diagnostics;
using HeadlessKey.Passwords;

namespace HeadlessKey.Server.Commands;

/// <summary><c>headlesskey hash calibrate</c>: how many rounds this machine can afford.</summary>
internal static class HashCommand
{
    private const int Runs = 5;
    private const int Step = 10_000;

    public static Command Create() => new("hash", "Password hashing on this machine.") { Calibrate() };

    private static Command Calibrate()
    {
        var target = new Option<int>("--target")
        {
            Description = "How long one hash may take, in milliseconds; default 200.",
            HelpName = "MS",
            DefaultValueFactory = _ => 200,
        };
        target.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 10 or > 10_000)
            {
                result.AddError("--target takes 10 to 10000 milliseconds.");
            }
        });
        var command = new Command("calibrate", "Propose a round count for a target time.") { target };
        command.SetAction(parsed =>
        {
            var least = new PasswordOptions().Iterations;
            Console.Error.WriteLine($"Timing {least:N0} rounds, {Runs} times …");
            var milliseconds = Median(new PasswordHasher(least));
            var affordable = (int)Math.Min(10_000_000, least * (parsed.GetValue(target) / milliseconds)) / Step * Step;
            Console.WriteLine($"{least:N0} rounds take {milliseconds:N0} ms on one core.");
            if (affordable <= least)
            {
                Console.WriteLine($"Keep {least:N0}: it is the least that HeadlessKey accepts.");
                return CommandRunner.Done;
            }

            Console.WriteLine($"For {parsed.GetValue(target)} ms: HeadlessKey__Passwords__Iterations={affordable}");
            return CommandRunner.Done;
        });
        return command;
    }

    private static double Median(PasswordHasher hasher)
    {
        hasher.Hash("warm-up");
        var times = new List<double>();
        for (var i = 0; i < Runs; i++)
        {
            var started = Stopwatch.GetTimestamp();
            hasher.Hash("calibration");
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        times.Sort();
        return times[Runs / 2];
    }
}
