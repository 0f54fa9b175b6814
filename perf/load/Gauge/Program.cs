using System.Globalization;
using HeadlessKey.Load.Gauge;

// What the load script measures without wrk, each as one number on one line.
switch (args)
{
    case ["key", var algorithm, var file]:
        File.WriteAllText(file, TokenMint.NewKey(algorithm));
        return 0;
    case ["mint", var algorithm, var file, var sample, var count]:
        foreach (var token in TokenMint.Mint(algorithm, File.ReadAllText(file), sample, Number(count)))
        {
            Console.WriteLine(token);
        }

        return 0;
    case ["hash", var rounds, var count]:
        Print(HashCeiling.Measure(Number(rounds), Number(count)));
        return 0;
    case ["loop", var file, var seconds]:
        Print(SqliteLoop.Measure(file, TimeSpan.FromSeconds(Number(seconds))));
        return 0;
    case ["sql", var file, var script]:
        SqliteLoop.Execute(file, script);
        return 0;
    case ["start", var url, .. var command]:
        Print(await StartClock.MeasureAsync(new Uri(url), command));
        return 0;
    default:
        Console.Error.WriteLine("gauge key ALG FILE | mint ALG FILE TOKEN COUNT | hash ROUNDS COUNT | loop DB SECONDS | sql DB SCRIPT | start URL COMMAND…");
        return 2;
}

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

static void Print(double number) => Console.WriteLine(number.ToString("0.###", CultureInfo.InvariantCulture));
