using System.Globalization;
using System.Text;
using Rutter.Emulator.Data;
using Rutter.Emulator.Description;
using Rutter.Emulator.Http;
using Rutter.Emulator.Requests;

namespace Rutter.Emulator.Endpoints;

/// <summary>Gives a link to an invoice's PDF. Source: the description; that the link leads to this emulator is its own decision.</summary>
internal sealed class InvoicePdfEndpoint(ObjectDescription invoices, Operation operation) : OperationEndpoint(operation)
{
    protected override Response Respond(ApiRequest request)
    {
        request.Data.Connection.CheckReady(request.Query);
        var id = request.PathValues["id"];
        if (!request.Data.Store(invoices).TryFind(id, out var invoice))
        {
            throw ApiError.Gone(invoices.Name, id);
        }

        var name = $"{request.Data.NewId().Replace("-", "", StringComparison.Ordinal)}.pdf";
        request.State.Links.Add(name, () => SamplePdf.Of($"Invoice {invoice.Text("document_number") ?? id}: {Total(invoice)}"));
        return Response.Json(200, json =>
        {
            json.WriteStartObject();
            json.WriteStartObject("invoice");
            json.WriteString("pdf_link", $"{request.State.BaseUri}/{FileLinkEndpoint.Folder}/{name}");
            json.WriteEndObject();
            json.WriteEndObject();
        });
    }

    private static string Total(StoredObject invoice) =>
        string.Create(CultureInfo.InvariantCulture, $"{invoice.Amount("total_amount")} {invoice.Text("currency_code")}");
}

/// <summary>
/// Serves a link to a file, which needs no credentials. Requests with other credentials are refused, as file storage does, because they would reveal
/// the credentials to a stranger.
/// </summary>
internal static class FileLinkEndpoint
{
    public const string Folder = "files";

    public static Response Respond(ApiRequest request, string name)
    {
        if (request.Header("Authorization") is not null || request.Target.Parameters.Any(parameter => parameter.Key == "access_token"))
        {
            throw ApiError.BadRequest("CREDENTIALS_NOT_WANTED", "A link to a file must be read without credentials.");
        }

        return request.State.Links.Find(name) is { } file
            ? new Response(200, file) { ContentType = "application/pdf" }
            : throw ApiError.Gone("file", name);
    }
}

/// <summary>A PDF of one page with one line.</summary>
internal static class SamplePdf
{
    public static byte[] Of(string line)
    {
        var shown = string.Concat(line.Select(c => c is '(' or ')' or '\\' || !char.IsAscii(c) ? '?' : c));
        var content = $"BT /F1 18 Tf 72 720 Td ({shown}) Tj ET";
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
            $"<< /Length {content.Length} >>\nstream\n{content}\nendstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ];
        var text = new StringBuilder("%PDF-1.4\n");
        var places = new List<int>();
        for (var i = 0; i < objects.Length; i++)
        {
            places.Add(text.Length);
            text.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }

        var start = text.Length;
        text.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        places.ForEach(place => text.Append(CultureInfo.InvariantCulture, $"{place:0000000000} 00000 n \n"));
        text.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {objects.Length + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n");
        return Encoding.ASCII.GetBytes(text.ToString());
    }
}
