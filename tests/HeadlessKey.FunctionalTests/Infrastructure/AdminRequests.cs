using System.Text.Json;

namespace HeadlessKey.FunctionalTests.Infrastructure;

/// <summary>What an administrator does.</summary>
public static class AdminRequests
{
    public static Task<Answer> ChangeAsync(this AdminClient admin, string key, object? value) =>
        admin.PatchAsync("/settings", new { changes = new Dictionary<string, object?> { [key] = value } });

    public static async Task<JsonElement> SettingAsync(this AdminClient admin, string key) =>
        (await admin.GetAsync("/settings")).Expect(200).Json.GetProperty("items").EnumerateArray().Single(item => item.GetProperty("key").GetString() == key);

    /// <summary>What an error says about one parameter.</summary>
    public static string Param(this Answer answer, string name) => answer.Json.GetProperty("data").GetProperty("params").GetProperty(name).GetString()!;
}
