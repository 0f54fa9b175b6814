using System.Text.Json;

namespace HeadlessKey.Hooks;

/// <summary>A point that can be asked about over HTTP, too: what leaves the server, and what may come back.</summary>
internal interface IRemotePoint
{
    /// <summary>Its part in the <c>type</c> of the request, such as <c>token_issuing</c>.</summary>
    static abstract string Name { get; }

    static abstract HttpHookOptions SettingsOf(HooksOptions hooks);

    /// <summary>Writes the members of <c>data</c>. Never a password, a token, a link or a code.</summary>
    void Write(Utf8JsonWriter json);

    /// <summary>Takes the answer's changes: all of them, or none and an exception.</summary>
    /// <param name="changes">An object without duplicate members.</param>
    void Apply(JsonElement changes);
}
