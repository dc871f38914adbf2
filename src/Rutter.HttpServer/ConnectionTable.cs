using System.Net;
using System.Net.Sockets;

namespace Rutter.HttpServer;

/// <summary>The connections of a server, and the bytes that they hold. It makes room by closing those with the least progress.</summary>
internal sealed class ConnectionTable(ServerOptions options)
{
    private readonly object gate = new();
    private readonly HashSet<HttpConnection> connections = [];
    private long heldBytes;
    private TaskCompletionSource? empty;

    public bool IsStopped { get; private set; }

    /// <summary>The part of an address that limits count by: a whole IPv6 network of one customer.</summary>
    public static IPAddress NetworkOf(EndPoint? remote)
    {
        var address = (remote as IPEndPoint)?.Address ?? IPAddress.None;
        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        return address.AddressFamily == AddressFamily.InterNetworkV6 ? new IPAddress([.. address.GetAddressBytes()[..8], .. new byte[8]]) : address;
    }

    /// <summary>Adds a new connection, and closes others if there are too many.</summary>
    /// <returns>False if all others are busy, or the server stops.</returns>
    public bool TryAdd(HttpConnection connection)
    {
        lock (gate)
        {
            if (IsStopped)
            {
                return false;
            }

            var ofNetwork = connections.Where(other => other.Network.Equals(connection.Network)).ToArray();
            if (ofNetwork.Length >= options.MaximumConnectionsPerAddress && !TryEndIdlest(ofNetwork))
            {
                return false;
            }

            if (connections.Count >= options.MaximumConnections && !TryEndIdlest(LargestGroup()))
            {
                return false;
            }

            return connections.Add(connection);
        }
    }

    /// <summary>Removes an ended connection.</summary>
    public void Remove(HttpConnection connection)
    {
        lock (gate)
        {
            Forget(connection);
        }
    }

    /// <summary>Lets a connection hold more bytes of a body. If that is too much in all, slower senders are closed.</summary>
    /// <returns>False if no sender is slower.</returns>
    public bool TryHold(HttpConnection connection, int bytes)
    {
        lock (gate)
        {
            while (heldBytes > options.MaximumHeldBodyBytes - bytes)
            {
                var slowest = connections
                    .Where(other => other.HeldBytes > 0)
                    .MaxBy(other => other.Activity.Waiting(bodiesOnly: true) ?? (TimeSpan.MinValue, 0));
                if (slowest is null || slowest == connection || !TryEnd(slowest))
                {
                    return false;
                }
            }

            if (!connections.Contains(connection))
            {
                return false;
            }

            connection.HeldBytes += bytes;
            heldBytes += bytes;
            return true;
        }
    }

    /// <summary>Releases the bytes of an ended request.</summary>
    public void Release(HttpConnection connection)
    {
        lock (gate)
        {
            heldBytes -= connection.HeldBytes;
            connection.HeldBytes = 0;
        }
    }

    /// <summary>Accepts no more connections, and closes those that wait for their client.</summary>
    /// <returns>Completes when the others have ended.</returns>
    public Task Stop()
    {
        lock (gate)
        {
            IsStopped = true;
            foreach (var connection in connections.ToArray())
            {
                TryEnd(connection);
            }

            empty ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (connections.Count == 0)
            {
                empty.TrySetResult();
            }

            return empty.Task;
        }
    }

    /// <summary>Closes all connections.</summary>
    public void CloseAll()
    {
        lock (gate)
        {
            foreach (var connection in connections)
            {
                connection.Dispose();
            }
        }
    }

    private HttpConnection[] LargestGroup() => connections.GroupBy(connection => connection.Network).MaxBy(group => group.Count())!.ToArray();

    private bool TryEndIdlest(IEnumerable<HttpConnection> candidates) => candidates
        .Select(connection => (Connection: connection, Waiting: connection.Activity.Waiting()))
        .Where(candidate => candidate.Waiting is not null)
        .OrderByDescending(candidate => candidate.Waiting)
        .Any(candidate => TryEnd(candidate.Connection));

    private bool TryEnd(HttpConnection connection)
    {
        if (!connection.Activity.TryEndWaiting())
        {
            return false;
        }

        connection.Dispose();
        Forget(connection);
        return true;
    }

    private void Forget(HttpConnection connection)
    {
        connections.Remove(connection);
        heldBytes -= connection.HeldBytes;
        connection.HeldBytes = 0;
        if (connections.Count == 0)
        {
            empty?.TrySetResult();
        }
    }
}
