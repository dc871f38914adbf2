using System.Text.Json;
using Rutter.Client.Errors;
using Rutter.Client.Files;
using Rutter.Client.Resources.Invoices;
using Rutter.Client.Text;
using Rutter.Client.Transport;

namespace Rutter.Client.Invoices;

/// <summary>Saves the PDFs of invoices. Source: the description, <c>/accounting/invoices/{id}/pdf</c>.</summary>
public sealed class InvoicePdfClient
{
    private readonly RequestSender sender;

    internal InvoicePdfClient(RequestSender sender) => this.sender = sender;

    /// <summary>Asks for the link to an invoice's PDF, and downloads the file without credentials.</summary>
    /// <param name="invoiceId">The invoice's Rutter id.</param>
    /// <param name="path">The full path of the file.</param>
    /// <param name="mayReplace">Whether to replace an existing file.</param>
    /// <param name="forceFetch">Whether to answer although the connection's first download is not complete.</param>
    /// <param name="received">Called with the number of bytes of each piece; a retry counts them again.</param>
    /// <param name="cancellationToken">Cancels the operation; nothing is left behind.</param>
    /// <exception cref="ArgumentException">The id cannot be part of a path.</exception>
    /// <exception cref="FileException">The file cannot be written, or it exists already.</exception>
    /// <exception cref="RutterApiException">The request failed, the link cannot be followed, or the response is not a PDF.</exception>
    public async Task SaveAsync(
        string invoiceId,
        string path,
        bool mayReplace,
        bool forceFetch = false,
        Action<int>? received = null,
        CancellationToken cancellationToken = default)
    {
        var request = new RutterRequest
        {
            Method = HttpMethod.Get,
            Path = $"{Invoice.Definition.Path}/{PathSegment.FromRutterId(invoiceId)}/pdf",
            Query = RequestQuery.Of(RequestQuery.ForceFetch(forceFetch)),
        };
        var link = await sender.SendAsync(request, ReadLinkAsync, cancellationToken).ConfigureAwait(false);
        var target = new FileTarget(path, null, mayReplace, IsPdf: true);
        try
        {
            await new FileDownload(sender).SaveAsync(
                new RutterRequest { Method = HttpMethod.Get, Path = "", Link = link, NeedsAccessToken = false, Accept = "application/pdf, */*" },
                target, received, cancellationToken).ConfigureAwait(false);
        }
        catch (RutterApiException failure) when (failure.StatusCode >= 300)
        {
            // The statuses of another server do not mean what Rutter's mean.
            throw new RutterApiException(
                TransportErrors.LinkFailed,
                $"The PDF cannot be downloaded from {link.Authority}, where the invoice's link leads (HTTP {failure.StatusCode}).")
            {
                StatusCode = failure.StatusCode,
            };
        }
    }

    private async ValueTask<Uri> ReadLinkAsync(ResponseHead head, Stream body, CancellationToken cancellationToken)
    {
        using var buffer = await BodyBuffer.ReadAsync(body, cancellationToken).ConfigureAwait(false);
        using var document = JsonDocument.Parse(buffer.Content);
        if (document.RootElement.ValueKind != JsonValueKind.Object
            || !document.RootElement.TryGetProperty("invoice", out var invoice)
            || invoice.ValueKind != JsonValueKind.Object
            || !invoice.TryGetProperty("pdf_link", out var link)
            || link.ValueKind != JsonValueKind.String
            || link.GetString() is not { Length: > 0 } text)
        {
            throw new UnexpectedResponseException(TransportErrors.NoFile, "The response has no link to a PDF.");
        }

        // The server chooses where the link leads: so send no secrets, and do not follow it to this machine unless Rutter itself is local.
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && Origin.IsFitForLink(address, sender.Options.BaseAddress)
            ? address
            : throw new UnexpectedResponseException(
                TransportErrors.NoFile,
                $"The link to the PDF is not one that is followed: {DisplayText.Shorten(sender.Redactor.Clean(text))}");
    }
}
