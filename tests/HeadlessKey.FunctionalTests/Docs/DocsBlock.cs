namespace HeadlessKey.FunctionalTests.Docs;

/// <summary>A fenced block of a page.</summary>
/// <param name="Language">The word behind the fence: <c>sh</c> is run, <c>json</c>, <c>js</c> and <c>csharp</c> are checked, <c>text</c> is not.</param>
/// <param name="Text">What stands between the fences.</param>
/// <param name="Line">Where it begins.</param>
public sealed record DocsBlock(string Language, string Text, int Line);
