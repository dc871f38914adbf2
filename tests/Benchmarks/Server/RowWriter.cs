using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Rutter.Benchmarks.Server;

/// <summary>
/// Writes list responses in the shape of the API's examples. All rows of a kind are one prepared text of fixed length, in which id, amount and last
/// sync are overwritten: the server must not be what is measured.
/// </summary>
internal sealed class RowWriter
{
    private const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    private static readonly RowWriter BankTransfers = new("bank_transfer", """
        {"id":"00000000-0000-4000-8000-000000000000","platform_id":"12345678","class_id":null,"credit_account_id":"7d1c8a52-3b0e-4d5a-9f67-0c9a1b2e3f40","debit_account_id":"e2b6f0d4-91c7-4a38-8e15-6d7f8091a2b3","department_id":"00000000-0000-0000-0000-000000000000","location_id":null,"subsidiary_id":null,"transaction_date":"2023-01-02T02:34:56.000Z","currency_code":"USD","total_amount":1000000.45,"memo":"Monthly reserve, second account","created_at":"2023-01-02T02:34:56.000Z","updated_at":"2023-01-02T02:34:56.000Z","last_synced_at":"2023-01-02T02:34:56.000Z","platform_url":"https://platform.example/resource?id=12345678"}
        """);

    private static readonly RowWriter Invoices = new("invoice", $$"""
        {"id":"00000000-0000-4000-8000-000000000000","platform_id":"12345678","account_id":null,"customer_id":"7d1c8a52-3b0e-4d5a-9f67-0c9a1b2e3f40","subsidiary_id":null,"issue_date":"2023-01-02T00:00:00.000Z","due_date":"2023-02-01T00:00:00.000Z","status":"partially_paid","currency_code":"USD","document_number":"INV-1200","memo":"Monthly reserve","sub_total":1500000.00,"tax_amount":0,"total_amount":1000000.45,"amount_due":250.00,"linked_payments":[],"addresses":[{"type":"billing","address1":"5 Summer Street","address2":"","city":"Boston","country":"US","postal_code":"02110","region":"MA"}],"line_items":[{{Line}},{{Line}},{{Line}}],"created_at":"2023-01-02T02:34:56.000Z","updated_at":"2023-01-02T02:34:56.000Z","last_synced_at":"2023-01-02T02:34:56.000Z","platform_url":"https://platform.example/invoices/12345678"}
        """);

    private const string Line =
        """{"platform_id":"1","account_id":"e2b6f0d4-91c7-4a38-8e15-6d7f8091a2b3","class_id":null,"location_id":null,"tax_rate_id":null,"description":"Services, second quarter","discount_amount":0,"sub_total":500000.00,"tax_amount":0,"total_amount":500000.00,"type":null,"item":{"id":"580f8d0c-a11c-4423-b978-bbaa6aea1680","quantity":4,"unit_amount":125000.00}}""";

    private readonly string key;
    private readonly byte[] row;
    private readonly byte[] head;
    private readonly int idAt;
    private readonly int amountAt;
    private readonly int syncedAt;

    private RowWriter(string key, string text)
    {
        this.key = key;
        row = Encoding.UTF8.GetBytes(text);
        head = Encoding.UTF8.GetBytes($$"""{"{{key}}s":[""");
        idAt = row.AsSpan().IndexOf("8000-"u8) + 5;
        amountAt = row.AsSpan().IndexOf("1000000.45"u8) + 1;
        syncedAt = row.AsSpan().IndexOf("last_synced_at"u8) + 17;
    }

    /// <summary>By the end of a list's path.</summary>
    public static RowWriter Of(string list) => list == "invoices" ? Invoices : BankTransfers;

    /// <summary>A single object, as a write answers with it.</summary>
    public string Single => $$"""{"{{key}}":{{Encoding.UTF8.GetString(row)}}}""";

    /// <summary>A page in borrowed memory: the rows from first on in steps of 1 or -1.</summary>
    public (byte[] Bytes, int Length) Write(Dataset data, int first, int count, int step, string? nextCursor)
    {
        var tail = Encoding.ASCII.GetBytes(
            $$$"""],"next_cursor":{{{(nextCursor is null ? "null" : $"\"{nextCursor}\"")}}},"connection":{"id":"00000000-0000-4000-8000-0000000000c0","orgId":"00000000-0000-4000-8000-0000000000a0","platform":"NETSUITE"}}""");
        var length = head.Length + (count * (row.Length + 1)) - (count > 0 ? 1 : 0) + tail.Length;
        var bytes = ArrayPool<byte>.Shared.Rent(length);
        var span = bytes.AsSpan();
        head.CopyTo(span);
        var at = head.Length;
        for (var i = 0; i < count; i++)
        {
            if (i > 0)
            {
                span[at++] = (byte)',';
            }

            var number = first + (i * step);
            row.CopyTo(span[at..]);
            Utf8Formatter.TryFormat(number, span[(at + idAt)..], out _, new StandardFormat('D', 12));
            Utf8Formatter.TryFormat(number % 1_000_000, span[(at + amountAt)..], out _, new StandardFormat('D', 6));
            DateTimeOffset.FromUnixTimeMilliseconds(data.SyncedAt(number)).UtcDateTime
                .TryFormat(span[(at + syncedAt)..], out _, InstantFormat, CultureInfo.InvariantCulture);
            at += row.Length;
        }

        tail.CopyTo(span[at..]);
        return (bytes, length);
    }
}
