using System.Security.Cryptography;
using System.Text;
using Rutter.Client.Errors;

namespace Rutter.Client.Listing;

/// <summary>
/// Detects cursors that lead in a circle of any length, in bounded memory: a return to one of the first cursors at once, any other circle within a
/// few rounds (Brent's algorithm).
/// </summary>
internal sealed class CursorTrail
{
    // Enough for 8 million objects in pages of 500.
    private const int Remembered = 16_384;

    private readonly HashSet<Guid> first = [];
    private Guid landmark;
    private long steps;
    private long nextLandmark = 1;

    /// <summary>Records a cursor.</summary>
    /// <param name="cursor">A page's <c>next_cursor</c>, or the list's first cursor; null for none.</param>
    /// <exception cref="RutterApiException">The cursor occurred before.</exception>
    public void Add(string? cursor)
    {
        if (cursor is null)
        {
            return;
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(cursor), hash);
        var id = new Guid(hash[..16]);
        if (first.Contains(id) || (steps > 0 && id == landmark))
        {
            throw new RutterApiException(
                TransportErrors.UnreadableResponse, "The server gave a cursor for the second time: the list would never end.");
        }

        if (first.Count < Remembered)
        {
            first.Add(id);
            return;
        }

        if (++steps == nextLandmark)
        {
            landmark = id;
            nextLandmark *= 2;
        }
    }
}
