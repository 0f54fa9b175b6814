using System.CommandLine;
using HeadlessKey.Server.Commands;

var root = new RootCommand("HeadlessKey: sign-in for headless sites. Without a verb it serves.")
{
    ServeCommand.Create(),
    UserCommand.Create(),
    KeysCommand.Create(),
    SessionsCommand.Create(),
    MigrateCommand.Create(),
    HashCommand.Create(),
    DoctorCommand.Create(),
    OpenApiCommand.Create(),
};
ServeCommand.MakeDefaultOf(root);

return await CommandRunner.RunAsync(root, args);
