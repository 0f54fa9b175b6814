using System.CommandLine;
using System.CommandLine.Help;
using HeadlessKey.Server.Commands;

// Not a RootCommand: that would take its name from the assembly's file.
var root = new Command("headlesskey", "HeadlessKey: sign-in for headless sites. Without a verb it serves.")
{
    new HelpOption(),
    new VersionOption(),
    ServeCommand.Create(),
    UserCommand.Create(),
    KeysCommand.Create(),
    SessionsCommand.Create(),
    EmailCommand.Create(),
    BansCommand.Create(),
    SettingsCommand.Create(),
    WebhooksCommand.Create(),
    SitesCommand.Create(),
    ActivityCommand.Create(),
    MigrateCommand.Create(),
    BackupCommand.Create(),
    RestoreCommand.Create(),
    HashCommand.Create(),
    DoctorCommand.Create(),
    OpenApiCommand.Create(),
};
ServeCommand.MakeDefaultOf(root);

return await CommandRunner.RunAsync(root, args);
