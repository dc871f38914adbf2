using System.Buffers;
using Rutter.Client.Errors;
using Rutter.Client.Transport;

namespace Rutter.Client.Files;

/// <summary>Reads a response into a file, piece by piece. Each attempt starts again, and a response that cannot be the file is refused.</summary>
internal sealed class FileDownload(RequestSender sender)
{
    private const int PieceSize = 80 * 1024;
    private const int PdfHeaderWithin = 1024;

    /// <summary>Downloads a file.</summary>
    /// <param name="request">The request for the file.</param>
    /// <param name="target">The full path, and what is known about the file.</param>
    /// <param name="received">Called with the number of bytes of each piece; a retry counts them again.</param>
    /// <param name="cancellationToken">Cancels the operation; nothing is left behind.</param>
    /// <exception cref="FileException">The file cannot be written, or it exists already.</exception>
    /// <exception cref="RutterApiException">The request failed, or the response is not the file.</exception>
    public async Task SaveAsync(RutterRequest request, FileTarget target, Action<int>? received, CancellationToken cancellationToken)
    {
        using var file = new NewFile(target.Path);
        await sender.SendAsync(
            request,
            async (head, body, token) =>
            {
                RequireFile(head, target);
                await CopyAsync(body, file, target.IsPdf, received, token).ConfigureAwait(false);
                return true;
            },
            cancellationToken).ConfigureAwait(false);
        file.Commit(target.MayReplace);
    }

    private static async Task CopyAsync(Stream body, NewFile file, bool isPdf, Action<int>? received, CancellationToken cancellationToken)
    {
        var piece = ArrayPool<byte>.Shared.Rent(PieceSize);
        try
        {
            // A PDF's signature may follow a few other bytes.
            var length = await body.ReadAtLeastAsync(piece, PdfHeaderWithin, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            if (length == 0)
            {
                throw new UnexpectedResponseException(TransportErrors.NoFile, "The response holds no file: it is empty.");
            }

            if (isPdf && piece.AsSpan(0, Math.Min(length, PdfHeaderWithin)).IndexOf("%PDF-"u8) < 0)
            {
                throw new UnexpectedResponseException(TransportErrors.NoFile, "The response is not a PDF.");
            }

            file.Begin();
            for (; length > 0; length = await body.ReadAsync(piece, cancellationToken).ConfigureAwait(false))
            {
                await file.WriteAsync(piece.AsMemory(0, length), cancellationToken).ConfigureAwait(false);
                received?.Invoke(length);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }

    private static void RequireFile(ResponseHead head, FileTarget target)
    {
        if (head.StatusCode != 200)
        {
            throw new UnexpectedResponseException(TransportErrors.NoFile, "The response holds no file.");
        }

        if (head.IsMarkup && !target.HasExtension(".htm", ".html", ".xhtml"))
        {
            throw new UnexpectedResponseException(TransportErrors.NoFile, "The response is a web page, not the file: probably from a proxy.");
        }

        if (head.MediaType?.EndsWith("json", StringComparison.OrdinalIgnoreCase) == true && !target.HasExtension(".json"))
        {
            throw new UnexpectedResponseException(TransportErrors.NoFile, "The response is JSON, not the file.");
        }
    }
}

/// <summary>Where a file is saved, and what it must be.</summary>
/// <param name="Path">The full path.</param>
/// <param name="Name">The name from the server; its extension says what the file may hold.</param>
/// <param name="MayReplace">Whether to replace an existing file.</param>
/// <param name="IsPdf">Whether it must be a PDF.</param>
internal sealed record FileTarget(string Path, string? Name, bool MayReplace, bool IsPdf = false)
{
    public bool HasExtension(params string[] extensions) =>
        extensions.Any(extension => Name?.TrimEnd().EndsWith(extension, StringComparison.OrdinalIgnoreCase) == true);
}
