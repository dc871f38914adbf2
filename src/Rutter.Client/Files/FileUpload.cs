using System.Buffers;
using System.Buffers.Text;
using System.Net;
using Rutter.Client.Json;

namespace Rutter.Client.Files;

/// <summary>A file that is sent in base64 as a member of a JSON body. It is read in pieces while it is sent, never as a whole.</summary>
public sealed class FileUpload
{
    /// <summary>The largest file that is sent, in bytes: 100 MiB. No platform is known to take more.</summary>
    public const long LargestFile = 100L * 1024 * 1024;

    private readonly DateTime changedAt;

    private FileUpload(FileInfo file, string name)
    {
        Path = file.FullName;
        Name = name;
        Length = file.Length;
        changedAt = file.LastWriteTimeUtc;
    }

    /// <summary>The file's path.</summary>
    public string Path { get; }

    /// <summary>The name that it is sent under.</summary>
    public string Name { get; }

    /// <summary>How many bytes it has.</summary>
    public long Length { get; }

    /// <summary>Called with the number of bytes of each piece that was sent; a retry counts them again.</summary>
    public Action<int>? Sent { get; init; }

    /// <summary>Why reading the file failed while it was sent, or null.</summary>
    internal FileException? Failure { get; private set; }

    /// <summary>Checks a file before anything is sent.</summary>
    /// <param name="path">Its full path.</param>
    /// <param name="name">The name to send; null for the file's own.</param>
    /// <param name="sent">Called with the number of bytes of each piece that was sent.</param>
    /// <returns>The upload; the file is opened when it is sent.</returns>
    /// <exception cref="FileException">The file does not exist, or it is empty or too large.</exception>
    public static FileUpload Of(string path, string? name = null, Action<int>? sent = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            var problem = Directory.Exists(path) ? "is a folder" : "does not exist";
            throw new FileException(FileProblem.CannotRead, path, $"The file '{path}' {problem}.");
        }

        return file.Length switch
        {
            0 => throw new FileException(FileProblem.WrongSize, path, $"The file '{path}' is empty."),
            > LargestFile => throw new FileException(
                FileProblem.WrongSize,
                path,
                $"The file '{path}' has {file.Length / 1048576m:0.0} MiB; "
                + $"at most {LargestFile / 1048576} MiB are sent, and many platforms take less."),
            _ => new FileUpload(file, string.IsNullOrWhiteSpace(name) ? file.Name : name) { Sent = sent },
        };
    }

    /// <summary>Makes the body <c>{"file_name": …, "file": …}</c> for one attempt.</summary>
    internal HttpContent ToContent(Action pieceSent) => new Content(this, pieceSent);

    private FileException Unreadable(string problem, Exception? cause = null) =>
        Failure = new FileException(FileProblem.CannotRead, Path, $"The file '{Path}' {problem}.", cause);

    private FileStream Open()
    {
        try
        {
            var stream = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, useAsync: true);
            if (stream.Length == Length && File.GetLastWriteTimeUtc(Path) == changedAt)
            {
                return stream;
            }

            // Other bytes under the same key would be another request.
            stream.Dispose();
            throw Unreadable("has changed meanwhile");
        }
        catch (Exception exception) when (FileException.IsOfFileSystem(exception))
        {
            throw Unreadable($"cannot be read: {exception.Message.TrimEnd('.')}", exception);
        }
    }

    private sealed class Content : HttpContent
    {
        // Groups of three bytes, so that pieces of base64 can be joined.
        private const int PieceSize = 48 * 1024;

        private readonly FileUpload upload;
        private readonly Action pieceSent;
        private readonly byte[] before;

        public Content(FileUpload upload, Action pieceSent)
        {
            this.upload = upload;
            this.pieceSent = pieceSent;
            before = [.. "{\"file_name\":"u8, .. PlainJson.Write(upload.Name).Span, .. ",\"file\":\""u8];
            Headers.ContentType = new("application/json");
        }

        protected override bool TryComputeLength(out long length)
        {
            length = before.Length + ((upload.Length + 2) / 3 * 4) + 2;
            return true;
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, default);

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        {
            var file = upload.Open();
            await using (file.ConfigureAwait(false))
            {
                await stream.WriteAsync(before, cancellationToken).ConfigureAwait(false);
                var bytes = ArrayPool<byte>.Shared.Rent(PieceSize);
                var text = ArrayPool<byte>.Shared.Rent(Base64.GetMaxEncodedToUtf8Length(PieceSize));
                try
                {
                    for (var left = upload.Length; left > 0;)
                    {
                        var size = (int)Math.Min(PieceSize, left);
                        await ReadAsync(file, bytes.AsMemory(0, size), cancellationToken).ConfigureAwait(false);
                        Base64.EncodeToUtf8(bytes.AsSpan(0, size), text, out _, out var written);
                        await stream.WriteAsync(text.AsMemory(0, written), cancellationToken).ConfigureAwait(false);
                        left -= size;
                        upload.Sent?.Invoke(size);
                        pieceSent();
                    }
                }
                finally
                {
                    ArrayPool<byte>.Shared.Return(bytes);
                    ArrayPool<byte>.Shared.Return(text);
                }

                await stream.WriteAsync("\"}"u8.ToArray(), cancellationToken).ConfigureAwait(false);
            }
        }

        private async ValueTask ReadAsync(FileStream file, Memory<byte> bytes, CancellationToken cancellationToken)
        {
            try
            {
                await file.ReadExactlyAsync(bytes, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (FileException.IsOfFileSystem(exception))
            {
                throw upload.Unreadable($"cannot be read: {exception.Message.TrimEnd('.')}", exception);
            }
        }
    }
}
