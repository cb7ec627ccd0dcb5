using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using AsyncWorkbook.Cli.Errors;
using AsyncWorkbook.Engine.Programs;

namespace AsyncWorkbook.Cli.Serving;

/// <summary>
/// The program that serves the pages on this machine: a process of its own, so that no other command starts with a web server in it. It
/// ends with its input, and so with this program.
/// </summary>
internal sealed class SiteServer : IAsyncDisposable
{
    private readonly Process process;

    private SiteServer(Process process, Uri address)
    {
        this.process = process;
        Address = address;
        Ended = process.WaitForExitAsync();
    }

    /// <summary>Where the site is.</summary>
    public Uri Address { get; }

    /// <summary>Done when it has ended.</summary>
    public Task Ended { get; }

    /// <summary>Sees that it could listen, before anything that takes long.</summary>
    /// <param name="port">The port.</param>
    /// <exception cref="CommandException">Somebody else listens there, or it may not be had.</exception>
    public static void Try(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
        }
        catch (SocketException e)
        {
            throw new CommandException(ExitCode.Usage, $"the pages cannot be served at port {port}: {e.Message.TrimEnd('.')}. --port names another one, and --port 0 takes any that is free.");
        }
    }

    /// <summary>Starts it.</summary>
    /// <param name="folder">The folder of the pages.</param>
    /// <param name="port">Where it listens on the loopback address; 0 for any that is free.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="CommandException">It does not start; the message says why.</exception>
    public static async Task<SiteServer> StartAsync(string folder, int port, CancellationToken cancel)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "site-server", "site-server.dll");
        string[] arguments = [program, Path.GetFullPath(folder), port.ToString(CultureInfo.InvariantCulture)];
        try
        {
            var process = Process.Start(new ProcessStartInfo(Path.Combine(Runtimes.DotnetRoot(), "dotnet"), arguments)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var errors = process.StandardError.ReadToEndAsync(cancel);
            return await process.StandardOutput.ReadLineAsync(cancel) is { } address
                ? new SiteServer(process, new Uri(address))
                : throw new CommandException(ExitCode.Usage, $"the pages cannot be served: {(await errors).Trim().ReplaceLineEndings(" ")} It needs ASP.NET Core 10, which comes with the .NET SDK.");
        }
        catch (Win32Exception e)
        {
            throw new CommandException(ExitCode.RuntimeMissing, $"the pages cannot be served: dotnet does not start ({e.Message}).");
        }
    }

    /// <summary>Tells it that there is a newer state: open pages load it.</summary>
    public async Task TellAsync()
    {
        try
        {
            await process.StandardInput.WriteLineAsync("changed");
        }
        catch (IOException)
        {
            // it has ended, and says so
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // it has ended by itself, with something unread
        }

        await Ended;
        process.Dispose();
    }
}
