using System.Text;
using HeadlessKey.Directory.Transfer;
using HeadlessKey.Passwords;
using HeadlessKey.Tests.Infrastructure;
using HeadlessKey.Tests.Passwords.Formats;

namespace HeadlessKey.Tests.Directory.Transfer;

public sealed class ImportPolicyTests
{
    private static readonly ImportSettings Settings = new(["subscriber"], KeepRoles: false, Verified: null, DryRun: false);

    [Fact]
    public async Task A_dump_of_wp_users_is_understood()
    {
        var user = await TakeAsync(
            $"ID,user_login,user_pass,user_nicename,user_email,user_url,user_registered,user_activation_key,user_status,display_name,first_name,last_name,nickname,locale,wp_capabilities\n"
            + $"7,Grace Hopper,{ForeignHashes.Phpass},grace,grace@example.org,,2019-05-02 10:11:12,,0,\"Hopper, Grace\",Grace,Hopper,amazing,de_DE,\"a:1:{{s:13:\"\"administrator\"\";b:1;}}\"\n");

        (user.OldId, user.Login, user.Email, user.PasswordHash).ShouldBe(("7", "Grace Hopper", "grace@example.org", ForeignHashes.Phpass));
        (user.DisplayName, user.FirstName, user.LastName, user.Nickname, user.Locale).ShouldBe(("Hopper, Grace", "Grace", "Hopper", "amazing", "de_DE"));
        user.RegisteredAt.ShouldBe(new DateTimeOffset(2019, 5, 2, 10, 11, 12, TimeSpan.Zero));
        user.Roles.ShouldBe(["subscriber"]); // an import makes no administrator by itself
        (user.EmailVerified, user.Disabled, user.HasPassword).ShouldBe((true, false, true));
    }

    [Fact]
    public async Task A_table_of_aspnet_core_identity_is_understood()
    {
        var user = await TakeAsync(
            $$"""
            [{"Id": "0f8f", "UserName": "grace@example.org", "NormalizedUserName": "GRACE@EXAMPLE.ORG", "Email": "grace@example.org", "EmailConfirmed": false,
              "PasswordHash": "{{ForeignHashes.Identity3}}", "LockoutEnd": "9999-12-31T23:59:59+00:00", "AccessFailedCount": 0, "TwoFactorEnabled": false}]
            """,
            TableFormat.Json);

        (user.OldId, user.Login, user.PasswordHash).ShouldBe(("0f8f", "grace@example.org", ForeignHashes.Identity3));
        (user.DisplayName, user.Nickname).ShouldBe(("grace@example.org", "grace@example.org"));
        (user.EmailVerified, user.Disabled).ShouldBe((false, true));
        user.RegisteredAt.ShouldBe(ManualClock.Start);
    }

    [Theory]
    [InlineData("2030-01-01T12:10:00Z", false)] // a lock-out of some minutes is not a ban
    [InlineData("2030-01-03T12:00:00Z", true)]
    [InlineData("", false)]
    public async Task Who_is_locked_out_for_longer_than_a_day_is_disabled(string until, bool disabled) =>
        (await TakeAsync($"UserName,Email,LockoutEnd\nada,ada@example.org,{until}\n")).Disabled.ShouldBe(disabled);

    [Theory]
    [InlineData("""{"user_login":"ada","user_email":"a@x.org","roles":["editor","seo"]}""", "editor seo")]
    [InlineData("""{"user_login":"ada","user_email":"a@x.org","roles":"editor, seo"}""", "editor seo")]
    [InlineData("""{"user_login":"ada","user_email":"a@x.org","wp_capabilities":{"editor":true,"seo":false}}""", "editor")]
    [InlineData("""{"user_login":"ada","user_email":"a@x.org","site2_capabilities":"a:2:{s:6:\"editor\";b:1;s:3:\"seo\";b:0;}"}""", "editor")]
    [InlineData("""{"user_login":"ada","user_email":"a@x.org","roles":null}""", "subscriber")]
    [InlineData("""{"user_login":"ada","user_email":"a@x.org"}""", "subscriber")]
    public async Task Roles_are_taken_when_that_is_wanted(string json, string roles) =>
        (await TakeAsync(json, TableFormat.JsonLines, Settings with { KeepRoles = true })).Roles.ShouldBe(roles.Split(' '));

    [Theory]
    [InlineData(null, "true", true)]
    [InlineData(null, "false", false)]
    [InlineData(true, "false", true)]
    [InlineData(false, "true", false)]
    public async Task Whether_an_address_is_proven_the_operator_says_or_the_file(bool? setting, string cell, bool verified) =>
        (await TakeAsync($"login,email,email_verified\nada,a@x.org,{cell}\n", TableFormat.Csv, Settings with { Verified = setting })).EmailVerified.ShouldBe(verified);

    [Theory]
    [InlineData("0000-00-00 00:00:00")]
    [InlineData("never")]
    [InlineData("1969-12-31 00:00:00")]
    [InlineData("2030-01-01 12:00:01")]
    public async Task A_time_that_cannot_be_is_the_time_of_the_import(string text) =>
        (await TakeAsync($"login,email,user_registered\nada,a@x.org,{text}\n")).RegisteredAt.ShouldBe(ManualClock.Start);

    [Theory, Promise("P4")]
    [InlineData("jürgen,j@x.org,,subscriber", "login")]
    [InlineData("ada@elsewhere.org,ada@x.org,,subscriber", "login")]
    [InlineData(",ada@x.org,,subscriber", "login")]
    [InlineData("ada,,,subscriber", "email")]
    [InlineData("ada,no address,,subscriber", "email")]
    [InlineData("ada,a@x.org,,Shop Manager", "role")]
    [InlineData("ada,a@x.org,plain text,subscriber", "hash_unknown")]
    [InlineData("ada,a@x.org,$2y$14$abcdefghijklmnopqrstuuqREtd3VJD2QVZbuFskFSLk6eRIrQoOS,subscriber", "hash_too_dear")]
    [InlineData("ada,a@x.org,$P$Jsaltsaltc/FDgntba538D7eNXZq/i1,subscriber", "hash_too_dear")]
    [InlineData("ada,a@x.org,$pbkdf2-sha512$i=2000001$AAECAwQFBgcICQoLDA0ODw$tfP6dFnMFLm84erFFC_hWDzb6fAjAPCAs0RvJLiu5xY,subscriber", "hash_too_dear")]
    [InlineData("ada,a@x.org", "row")]
    [InlineData("ada,a@x.org,,subscriber,more", "row")]
    public async Task What_cannot_be_an_account_is_refused_with_the_reason(string line, string reason)
    {
        var (user, refused) = Policy().Read(await RowAsync($"login,email,password_hash,roles\n{line}\n", TableFormat.Csv), Settings with { KeepRoles = true });

        user.ShouldBeNull();
        refused.ShouldNotBeNull().Reason.ShouldBe(reason);
        refused.Row.ShouldBe(2);
        refused.Text.ShouldNotContain("plain text");
    }

    [Fact]
    public async Task Who_brings_no_hash_gets_one_that_nothing_matches()
    {
        var user = await TakeAsync("login,email,user_pass\nada,a@x.org,\n");

        user.HasPassword.ShouldBeFalse();
        user.PasswordHash.ShouldStartWith("$pbkdf2-sha512$i=2$");
        PasswordHasher.Verify(string.Empty, user.PasswordHash).ShouldBeFalse();
    }

    [Fact]
    public async Task A_locale_is_taken_as_a_profile_takes_it()
    {
        var user = await TakeAsync("""{"login":"ada","email":"a@x.org","locale":"zh_Hans_CN_pinyin"}""", TableFormat.JsonLines);

        user.Locale.ShouldBe("zh_Hans_CN_pinyin");
    }

    [Fact, Promise("R3")]
    public async Task Names_lose_what_could_forge_a_line()
    {
        var user = await TakeAsync("""{"login":"ada","email":"a@x.org","display_name":"A\u0000d\r\na\u202e","locale":"../../etc"}""", TableFormat.JsonLines);

        user.DisplayName.ShouldBe("A d  a ");
        user.Locale.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("nothing,of,it\n1,2,3\n")]
    [InlineData("user_login\nada\n")]
    [InlineData("")]
    public async Task A_file_without_logins_and_addresses_is_refused(string text) =>
        (await Should.ThrowAsync<StartupException>(() => RowAsync(text, TableFormat.Csv))).Message.ShouldContain("user_login");

    private static ImportPolicy Policy() => new(new PasswordHasher(2), new ManualClock());

    private static async Task<ImportedUser> TakeAsync(string text, TableFormat format = TableFormat.Csv, ImportSettings? settings = null)
    {
        var (user, refused) = Policy().Read(await RowAsync(text, format), settings ?? Settings);
        refused.ShouldBeNull();
        return user.ShouldNotBeNull();
    }

    private static async Task<ImportRow> RowAsync(string text, TableFormat format)
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var rows = new List<ImportRow>();
        await foreach (var row in ImportFile.ReadAsync(file, format, CancellationToken.None))
        {
            rows.Add(row);
        }

        return rows.ShouldHaveSingleItem();
    }
}
