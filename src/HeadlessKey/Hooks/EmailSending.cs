using System.Text.Json;
using HeadlessKey.Http;

namespace HeadlessKey.Hooks;

/// <summary>
/// A mail is written and about to be handed on; it is asked again at every try. A hook may change what it says, or suppress it. When a hook
/// fails, the mail waits and is tried again later. Over HTTP the text is not shown, because it may hold a link or a code; only the subject
/// can be changed there.
/// </summary>
public sealed class EmailSending : HookPoint, IRemotePoint
{
    private const int LongestSubject = 200;
    private string subject;
    private string text;
    private string html;

    internal EmailSending(string kind, string to, string language, string subject, string text, string html)
    {
        Kind = kind;
        To = to;
        Language = language;
        this.subject = subject;
        this.text = text;
        this.html = html;
    }

    /// <summary>What it is about, such as <c>reset-link</c>.</summary>
    public string Kind { get; }

    /// <summary>The recipient's address; it cannot be changed.</summary>
    public string To { get; }

    /// <summary>The language it is written in, such as <c>zh-CN</c>.</summary>
    public string Language { get; }

    /// <summary>The subject: one line of 1 to 200 characters.</summary>
    /// <exception cref="ArgumentException">It is empty, too long or more than one line.</exception>
    public string Subject
    {
        get => subject;
        set => subject = value.Length <= LongestSubject && string.Equals(CleanText.Cut(value, LongestSubject), value, StringComparison.Ordinal)
            ? value
            : throw new ArgumentException($"A subject is one line of 1 to {LongestSubject} characters.", nameof(value));
    }

    /// <summary>The mail as text. It may hold a link or a code that lets its reader in.</summary>
    public string Text
    {
        get => text;
        set => text = string.IsNullOrWhiteSpace(value) ? throw new ArgumentException("A mail says something.", nameof(value)) : value;
    }

    /// <summary>The same as a page of HTML.</summary>
    public string Html
    {
        get => html;
        set => html = string.IsNullOrWhiteSpace(value) ? throw new ArgumentException("A mail says something.", nameof(value)) : value;
    }

    internal bool IsSuppressed { get; private set; }

    internal override bool HoldsSecrets => true;

    /// <summary>Lets the mail not be sent at all. The record says so.</summary>
    public void Suppress() => IsSuppressed = true;

    /// <summary>The kind alone: never an address, a link or a code.</summary>
    /// <returns>The kind.</returns>
    public override string ToString() => Kind;

    internal override void Deny(string? code, string? message) => Suppress();

    static string IRemotePoint.Name => "email_sending";

    static HttpHookOptions IRemotePoint.SettingsOf(HooksOptions hooks) => hooks.EmailSending;

    void IRemotePoint.Write(Utf8JsonWriter json)
    {
        json.WriteString("kind", Kind);
        json.WriteString("to", To);
        json.WriteString("language", Language);
        json.WriteString("subject", Subject);
    }

    void IRemotePoint.Apply(JsonElement changes)
    {
        HookChanges.RefuseUnknown(changes, "subject");
        Subject = HookChanges.FindText(changes, "subject") ?? Subject;
    }
}
