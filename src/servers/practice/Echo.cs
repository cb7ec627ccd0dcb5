using System.Net.WebSockets;

namespace AsyncWorkbook.Servers.Practice;

/// <summary>Sends every message back.</summary>
internal static class Echo
{
    /// <summary>Echoes until the caller closes the socket, or goes without closing it.</summary>
    public static async Task UntilClosedAsync(WebSocket socket, Visit visit)
    {
        var buffer = new byte[4096]; // a longer message goes back in as many parts as it came
        try
        {
            while (await socket.ReceiveAsync(buffer, CancellationToken.None) is { MessageType: not WebSocketMessageType.Close } part)
            {
                if (part.EndOfMessage)
                {
                    visit.CountMessage();
                }

                await socket.SendAsync(buffer.AsMemory(0, part.Count), part.MessageType, part.EndOfMessage, CancellationToken.None);
            }

            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        }
        catch (WebSocketException)
        {
            visit.Abandon();
        }
    }
}
