namespace HeadlessKey.FunctionalTests.Infrastructure;

/// <summary>The person most tests are about.</summary>
public static class TestUser
{
    public const string Login = "ada";
    public const string Email = "ada@example.test";
    public const string Password = "correct horse battery";
}
