using System.Globalization;
using HeadlessKey.Load.Records;

// Fills a new database with events and measures pages of searches: NAME, the first page's time and a deep one's in microseconds, a line each.
if (args is not [var engine, var storage, var rows])
{
    Console.Error.WriteLine("HeadlessKey.Records sqlite FOLDER ROWS | postgresql CONNECTION-STRING ROWS");
    return 2;
}

await using var database = RecordDatabase.Open(engine, storage);
await database.FillAsync(long.Parse(rows, CultureInfo.InvariantCulture));
foreach (var (name, first, deep) in await PageClock.MeasureAsync(database))
{
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}\t{first:0.#}\t{deep:0.#}"));
}

return 0;
