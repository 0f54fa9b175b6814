using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace HeadlessKey.Secrets;

/// <summary>Where the master key comes from: the configuration, or a file that only its owner may read.</summary>
internal static partial class MasterKeyFile
{
    public const string Name = "master.key";
    private const string Setting = "HeadlessKey:Storage:MasterKey";

    /// <summary>The configured key, or the file's; the file is made when there is none.</summary>
    public static MasterKey Load(StorageOptions options)
    {
        if (!string.IsNullOrEmpty(options.MasterKey))
        {
            return Parse(options.MasterKey, $"{Setting} (configuration)");
        }

        var path = Path.Combine(options.DataFolder, Name);
        if (File.Exists(Path.Combine(options.DataFolder, StorageOptions.SqliteFileName)) && !File.Exists(path))
        {
            // A new key would open nothing of what is in there, and would hide that the right one is gone. (The database is
            // looked for first: a process that starts beside this one makes the key, then the database.)
            throw new StartupException($"{path} is missing, but the database beside it was written under it. Restore it, or start in an empty folder.");
        }

        return File.Exists(path) ? Parse(File.ReadAllText(path), path) : Create(options.DataFolder, path);
    }

    private static MasterKey Parse(string text, string source)
    {
        var bytes = new byte[MasterKey.Bytes];
        if (!Convert.TryFromBase64String(text.Trim(), bytes, out var written) || written != MasterKey.Bytes)
        {
            throw new StartupException(
                $"The master key from {source} is not {MasterKey.Bytes} bytes in base64. Restore the right one, or make one with: openssl rand -base64 {MasterKey.Bytes}");
        }

        return new MasterKey(bytes);
    }

    private static MasterKey Create(string folder, string path)
    {
        CreateFolder(folder);
        var text = Convert.ToBase64String(RandomNumberGenerator.GetBytes(MasterKey.Bytes));

        // Written beside and then given its name, so that a crash leaves a whole key or none.
        var draft = $"{path}.{RandomId.Handle()}";
        using (var stream = new FileStream(draft, OwnerOnly()))
        {
            stream.Write(Encoding.ASCII.GetBytes(text + "\n"));
            stream.Flush(flushToDisk: true);
        }

        Publish(draft, path);
        return Parse(File.ReadAllText(path), path);
    }

    /// <summary>
    /// Gives the draft its name, but never over a key that another process has just made, or what that one sealed could not be
    /// opened again. Elsewhere than on Windows a move may overwrite in spite of a check; a hard link never does.
    /// </summary>
    private static void Publish(string draft, string path)
    {
        try
        {
            if (OperatingSystem.IsWindows() || (Link(draft, path) != 0 && !File.Exists(path)))
            {
                File.Move(draft, path, overwrite: false); // also where the file system has no links
            }
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process was faster: its key it is.
        }
        finally
        {
            File.Delete(draft);
        }
    }

    private static void CreateFolder(string folder)
    {
        try
        {
            if (OperatingSystem.IsWindows())
            {
                System.IO.Directory.CreateDirectory(folder);
            }
            else if (!System.IO.Directory.Exists(folder))
            {
                System.IO.Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartupException(
                $"The data folder {Path.GetFullPath(folder)} cannot be made: {exception.Message} Choose another with --data or HeadlessKey:Storage:DataFolder.", exception);
        }
    }

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Link(string existing, string name);

    private static FileStreamOptions OwnerOnly()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }
}
