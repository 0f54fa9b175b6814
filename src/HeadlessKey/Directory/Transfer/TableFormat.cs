namespace HeadlessKey.Directory.Transfer;

/// <summary>How a file of users is written.</summary>
internal enum TableFormat
{
    /// <summary>RFC 4180, with the names of the columns in the first line.</summary>
    Csv,

    /// <summary>One array of objects.</summary>
    Json,

    /// <summary>One object a line.</summary>
    JsonLines,
}
