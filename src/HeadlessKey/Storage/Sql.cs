using System.Data;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace HeadlessKey.Storage;

/// <summary>
/// One SQL statement with its values. It can only be written as an interpolated string, and a hole in it can only become
/// a parameter: text from a request has no way into the statement.
/// </summary>
[InterpolatedStringHandler]
internal sealed class Sql
{
    private static readonly string[] Names = [.. Enumerable.Range(0, 64).Select(NewName)]; // no statement has more but those that list many

    private readonly StringBuilder text;
    private readonly List<(DbType Type, object Value)> values;

    public Sql(int literalLength, int formattedCount)
    {
        text = new StringBuilder(literalLength + (formattedCount * 4));
        values = new List<(DbType, object)>(formattedCount);
    }

    private Sql(string script)
    {
        text = new StringBuilder(script);
        values = [];
    }

    public string Text => field ??= text.ToString();

    public IReadOnlyList<(DbType Type, object Value)> Values => values;

    /// <summary>A migration or a pragma: text that ships with the program.</summary>
    public static Sql Script(string script) => new(script);

    public static string ParameterName(int index) => index < Names.Length ? Names[index] : NewName(index);

    public void AppendLiteral(string literal) => text.Append(literal);

    public void AppendFormatted(string? value) => Append(DbType.String, value);

    public void AppendFormatted(long value) => Append(DbType.Int64, value);

    public void AppendFormatted(long? value) => Append(DbType.Int64, value);

    public void AppendFormatted(bool value) => Append(DbType.Boolean, value);

    /// <summary>Adds a part to the end of a statement that has not been run yet.</summary>
    public void Add(Sql part) => AppendFormatted(part);

    /// <summary>A part that was written by itself, with its own values.</summary>
    public void AppendFormatted(Sql part)
    {
        var rest = part.Text.AsSpan();
        for (var i = 0; i < part.values.Count; i++)
        {
            var name = ParameterName(i);
            var at = rest.IndexOf(name, StringComparison.Ordinal);
            text.Append(rest[..at]);
            Append(part.values[i].Type, part.values[i].Value);
            rest = rest[(at + name.Length)..];
        }

        text.Append(rest);
    }

    public override string ToString() => text.ToString();

    private static string NewName(int index) => string.Create(CultureInfo.InvariantCulture, $"@p{index}");

    private void Append(DbType type, object? value)
    {
        text.Append(ParameterName(values.Count));
        values.Add((type, value ?? DBNull.Value));
    }
}
