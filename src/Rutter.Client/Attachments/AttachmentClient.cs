using Rutter.Client.Errors;
using Rutter.Client.Files;
using Rutter.Client.Resources.Attachments;
using Rutter.Client.Responses;
using Rutter.Client.Text;
using Rutter.Client.Transport;
using Rutter.Client.Writes;

namespace Rutter.Client.Attachments;

/// <summary>Lists, downloads and adds the files that are attached to objects. Source: the description, the paths with <c>attachments</c>.</summary>
public sealed class AttachmentClient
{
    private readonly RequestSender sender;

    internal AttachmentClient(RequestSender sender) => this.sender = sender;

    /// <summary>Lists the attachments of an object.</summary>
    /// <param name="owner">The object.</param>
    /// <param name="forceFetch">Whether to answer although the connection's first download is not complete.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The attachments, in the order of the API.</returns>
    /// <exception cref="ArgumentException">The id cannot be part of a path.</exception>
    /// <exception cref="RutterApiException">There is no such object, or the request failed.</exception>
    public async ValueTask<IReadOnlyList<Attachment>> ListAsync(
        AttachmentOwner owner, bool forceFetch = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(owner);
        var page = await sender.SendAsync(
            Get(owner.Path, forceFetch),
            async (_, body, token) =>
            {
                using var buffer = await BodyBuffer.ReadAsync(body, token).ConfigureAwait(false);
                return Envelope.ReadPage(Attachment.Definition, buffer.Content.Span);
            },
            cancellationToken).ConfigureAwait(false);

        // The description has no cursor to ask with: the attachments behind this page would be missing without a word.
        return page.NextCursor is null
            ? [.. page.Items.Select(item => Stamp(item, owner.Noun, owner.Id))]
            : throw new RutterApiException(
                TransportErrors.MorePages,
                $"The {owner.Name} {DisplayText.Clean(owner.Id)} has more than the {page.Items.Count} attachments of this response.");
    }

    /// <summary>Fetches an attachment by its own id. The API offers this for all kinds of object except bills.</summary>
    /// <param name="kind">The kind of object that it is attached to: <c>Invoice</c>.</param>
    /// <param name="id">The attachment's id.</param>
    /// <param name="forceFetch">Whether to answer although the connection's first download is not complete.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The attachment.</returns>
    /// <exception cref="ArgumentException">There is no such path, or the id cannot be part of one.</exception>
    /// <exception cref="RutterApiException">There is no such attachment, or the request failed.</exception>
    public async ValueTask<Attachment> FetchAsync(string kind, string id, bool forceFetch = false, CancellationToken cancellationToken = default)
    {
        var item = await sender.SendAsync(
            Get(AttachmentOwner.PathOfOne(kind, id), forceFetch),
            (_, body, token) => Envelope.ReadItemAsync(Attachment.Definition, body, token),
            cancellationToken).ConfigureAwait(false);
        return Stamp(item, AttachmentOwner.NounOf(kind), item.AttachedToId);
    }

    /// <summary>Attaches a file to an object. It is attached once, even if requests have to be retried.</summary>
    /// <param name="owner">The object.</param>
    /// <param name="file">The file.</param>
    /// <param name="evidence">Holds the key, and gives the verdict on the write at any time, even after a cancellation.</param>
    /// <param name="options">Waiting and polling; the operation takes no response mode.</param>
    /// <param name="cancellationToken">Cancels the operation; a job that Rutter accepted goes on.</param>
    /// <returns>The attachment, or the job.</returns>
    /// <exception cref="ArgumentException">The id cannot be part of a path.</exception>
    /// <exception cref="RutterApiException">It failed; its <c>Verdict</c> says whether the file may be attached all the same.</exception>
    public async Task<WriteResult<Attachment>> AddAsync(
        AttachmentOwner owner, FileUpload file, WriteEvidence evidence, WriteOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(owner);
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentNullException.ThrowIfNull(options);
        var request = new RutterRequest
        {
            Method = HttpMethod.Post,
            Path = owner.Path,
            Content = file.ToContent,
            IdempotencyKey = IdempotencyKeys.Require(evidence.IdempotencyKey!),
        };
        var kind = WriteKind<Attachment>.MadeWhenRead(
            body => Stamp(Envelope.ReadItem(Attachment.Definition, body), owner.Noun, owner.Id), evidence);
        try
        {
            return await new WriteOperation<Attachment>(sender, request, kind, evidence).RunAsync(options, cancellationToken).ConfigureAwait(false);
        }
        catch (RutterApiException) when (file.Failure is not null)
        {
            throw new RutterApiException(TransportErrors.UnreadableFile, file.Failure.Message).WithVerdict(evidence.Verdict);
        }
    }

    /// <summary>Downloads the file of an attachment.</summary>
    /// <param name="attachment">The attachment, as it was listed.</param>
    /// <param name="path">The full path of the file.</param>
    /// <param name="mayReplace">Whether to replace an existing file.</param>
    /// <param name="received">Called with the number of bytes of each piece; a retry counts them again.</param>
    /// <param name="cancellationToken">Cancels the operation; nothing is left behind.</param>
    /// <exception cref="ArgumentException">The attachment does not say what it is attached to.</exception>
    /// <exception cref="FileException">The file cannot be written, or it exists already.</exception>
    /// <exception cref="RutterApiException">The request failed, or the response is not the file.</exception>
    public Task SaveAsync(
        Attachment attachment, string path, bool mayReplace, Action<int>? received = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(attachment);
        if (attachment is not { Resource: { } noun, OwnerId: { } ownerId, Id: { } id })
        {
            throw new ArgumentException("The attachment does not say what it is attached to: give the kind of object and its id.");
        }

        var request = Get($"{AttachmentOwner.Of(noun, ownerId).Path}/{PathSegment.FromRutterId(id)}/file", forceFetch: false) with { Accept = "*/*" };
        return new FileDownload(sender).SaveAsync(request, new FileTarget(path, attachment.FileName, mayReplace), received, cancellationToken);
    }

    private static RutterRequest Get(string path, bool forceFetch) => new()
    {
        Method = HttpMethod.Get,
        Path = path,
        Query = RequestQuery.Of(RequestQuery.ForceFetch(forceFetch)),
    };

    private Attachment Stamp(Attachment item, string noun, string? ownerId)
    {
        item.Resource = noun;
        item.OwnerId = ownerId;
        item.FileUrl = sender.Redactor.Clean(item.FileUrl);
        return item;
    }
}
