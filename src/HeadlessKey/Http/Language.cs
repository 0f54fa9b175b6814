namespace HeadlessKey.Http;

/// <summary>The languages that people are spoken to in.</summary>
internal enum Language
{
    English,
    SimplifiedChinese,
}
