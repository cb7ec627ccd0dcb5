using System.Globalization;
using System.Net.Sockets;
using NetMQ;
using NetMQ.Sockets;

namespace AsyncWorkbook.Engine.Jupyter;

/// <summary>
/// The five sockets of a kernel. One thread owns them all, as ZeroMQ wants it; what is to be sent goes through a queue
/// to that thread, in order, from wherever it comes.
/// </summary>
internal sealed class KernelSockets : IDisposable
{
    /// <summary>Larger messages close their connection, so that garbage cannot ask for more memory than there is.</summary>
    private const long largestMessage = 256 << 20;

    private static readonly TimeSpan linger = TimeSpan.FromSeconds(1);

    private readonly Dictionary<KernelChannel, NetMQSocket> sockets;
    private readonly RouterSocket heartbeat = new();
    private readonly NetMQQueue<(KernelChannel Channel, NetMQMessage Message)> outgoing = new();
    private readonly NetMQPoller poller = new();
    private readonly Action<KernelChannel, IReadOnlyList<byte[]>> receive;
    private readonly Lock gate = new();
    private bool closed;

    /// <summary>Listens on the ports of a connection file.</summary>
    /// <param name="file">Where to listen.</param>
    /// <param name="receive">Takes what arrives, on the sockets' thread: it must not wait for anything.</param>
    /// <exception cref="ConnectionFileException">A port is taken.</exception>
    public KernelSockets(ConnectionFile file, Action<KernelChannel, IReadOnlyList<byte[]>> receive)
    {
        this.receive = receive;
        sockets = new Dictionary<KernelChannel, NetMQSocket>
        {
            [KernelChannel.Shell] = new RouterSocket(),
            [KernelChannel.Control] = new RouterSocket(),
            [KernelChannel.Stdin] = new RouterSocket(),
            [KernelChannel.Iopub] = new XPublisherSocket(),
        };

        // Every subscription is reported, also that of a second front end to the same topic: each is to be welcomed.
        sockets[KernelChannel.Iopub].Options.XPubVerbose = true;
        try
        {
            Bind(sockets[KernelChannel.Shell], file, file.ShellPort);
            Bind(sockets[KernelChannel.Control], file, file.ControlPort);
            Bind(sockets[KernelChannel.Stdin], file, file.StdinPort);
            Bind(sockets[KernelChannel.Iopub], file, file.IopubPort);
            Bind(heartbeat, file, file.HeartbeatPort);
        }
        catch
        {
            CloseSockets();
            throw;
        }

        foreach (var (channel, socket) in sockets)
        {
            socket.ReceiveReady += (_, _) => Receive(channel, socket);
            poller.Add(socket);
        }

        heartbeat.ReceiveReady += (_, _) => Echo();
        poller.Add(heartbeat);
        outgoing.ReceiveReady += (_, _) => SendQueued();
        poller.Add(outgoing);
    }

    /// <summary>Begins to receive and to send.</summary>
    public void Start() => poller.RunAsync("kernel sockets", isBackgroundThread: true);

    /// <summary>Sends frames behind all that was sent before. A receiver that is gone is no error, closed sockets are none.</summary>
    public void Send(KernelChannel channel, IEnumerable<byte[]> frames)
    {
        lock (gate)
        {
            if (!closed)
            {
                outgoing.Enqueue((channel, new NetMQMessage(frames)));
            }
        }
    }

    /// <summary>Completes when everything that has reached the shell's socket by now was handed on.</summary>
    public Task DrainShellAsync()
    {
        var drained = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        poller.Run(() =>
        {
            while (Receive(KernelChannel.Shell, sockets[KernelChannel.Shell]))
            {
            }

            drained.SetResult();
        });
        return drained.Task;
    }

    /// <summary>Closes the sockets when what was sent before has left.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            closed = true;
        }

        using var sent = new ManualResetEventSlim();
        poller.Run(() =>
        {
            SendQueued();
            sent.Set();
        });
        sent.Wait(linger);
        poller.Stop();
        poller.Dispose();
        outgoing.Dispose();
        CloseSockets();
    }

    private static void Bind(NetMQSocket socket, ConnectionFile file, int port)
    {
        // A front end waits for every message, so none is dropped because a reader is slow.
        socket.Options.SendHighWatermark = 0;
        socket.Options.ReceiveHighWatermark = 0;
        socket.Options.MaxMsgSize = largestMessage;
        socket.Options.Linger = linger;
        var version6 = file.Address.AddressFamily == AddressFamily.InterNetworkV6;
        socket.Options.IPv4Only = !version6;
        var host = version6 ? $"[{file.Address}]" : file.Address.ToString();
        try
        {
            socket.Bind(string.Create(CultureInfo.InvariantCulture, $"tcp://{host}:{port}"));
        }
        catch (AddressAlreadyInUseException e)
        {
            throw new ConnectionFileException(
                string.Create(CultureInfo.InvariantCulture, $"cannot listen on {host}:{port}: another program does."), e);
        }
        catch (NetMQException e)
        {
            throw new ConnectionFileException(
                string.Create(CultureInfo.InvariantCulture, $"cannot listen on {host}:{port}: {e.Message}"), e);
        }
    }

    private bool Receive(KernelChannel channel, NetMQSocket socket)
    {
        NetMQMessage? message = null;
        if (!socket.TryReceiveMultipartMessage(ref message))
        {
            return false;
        }

        receive(channel, [.. message!.Select(frame => frame.ToByteArray())]);
        return true;
    }

    private void Echo()
    {
        NetMQMessage? message = null;
        if (heartbeat.TryReceiveMultipartMessage(ref message))
        {
            heartbeat.SendMultipartMessage(message!);
        }
    }

    private void SendQueued()
    {
        while (outgoing.TryDequeue(out var next, TimeSpan.Zero))
        {
            sockets[next.Channel].SendMultipartMessage(next.Message);
        }
    }

    private void CloseSockets()
    {
        foreach (var socket in sockets.Values.Append(heartbeat))
        {
            socket.Dispose();
        }
    }
}
