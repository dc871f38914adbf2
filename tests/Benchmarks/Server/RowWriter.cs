using System.Buffers;
using System.Buffers.Text;
using System.Globalization;

namespace Rutter.Benchmarks.Server;

/// <summary>
/// Writes list responses in the shape of the seed's example. All rows are one prepared text of fixed length, in which id, amount and last sync
/// are overwritten: the server must not be what is measured.
/// </summary>
internal static class RowWriter
{
    private const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    private static readonly byte[] Row = """
        {"id":"00000000-0000-4000-8000-000000000000","platform_id":"12345678","class_id":null,"credit_account_id":"7d1c8a52-3b0e-4d5a-9f67-0c9a1b2e3f40","debit_account_id":"e2b6f0d4-91c7-4a38-8e15-6d7f8091a2b3","department_id":"00000000-0000-0000-0000-000000000000","location_id":null,"subsidiary_id":null,"transaction_date":"2023-01-02T02:34:56.000Z","currency_code":"USD","total_amount":1000000.45,"memo":"Monthly reserve, second account","created_at":"2023-01-02T02:34:56.000Z","updated_at":"2023-01-02T02:34:56.000Z","last_synced_at":"2023-01-02T02:34:56.000Z","platform_url":"https://platform.example/resource?id=12345678"}
        """u8.ToArray();

    private static readonly int IdAt = Row.AsSpan().IndexOf("8000-"u8) + 5;
    private static readonly int AmountAt = Row.AsSpan().IndexOf("1000000.45"u8) + 1;
    private static readonly int SyncedAt = Row.AsSpan().IndexOf("last_synced_at"u8) + 17;

    private static readonly byte[] Head = """{"bank_transfers":["""u8.ToArray();

    /// <summary>A single row, as a write answers with it.</summary>
    public static ReadOnlySpan<byte> Single => Row;

    /// <summary>A page: the rows from first on in steps of 1 or -1.</summary>
    public static int Write(IBufferWriter<byte> output, Dataset data, int first, int count, int step, string? nextCursor)
    {
        var tail = System.Text.Encoding.ASCII.GetBytes(
            $$$"""],"next_cursor":{{{(nextCursor is null ? "null" : $"\"{nextCursor}\"")}}},"connection":{"id":"00000000-0000-4000-8000-0000000000c0","orgId":"00000000-0000-4000-8000-0000000000a0","platform":"NETSUITE"}}""");
        var length = Head.Length + (count * (Row.Length + 1)) - (count > 0 ? 1 : 0) + tail.Length;
        var span = output.GetSpan(length);
        Head.CopyTo(span);
        var at = Head.Length;
        for (var i = 0; i < count; i++)
        {
            if (i > 0)
            {
                span[at++] = (byte)',';
            }

            var row = first + (i * step);
            Row.CopyTo(span[at..]);
            Utf8Formatter.TryFormat(row, span[(at + IdAt)..], out _, new StandardFormat('D', 12));
            Utf8Formatter.TryFormat(row % 1_000_000, span[(at + AmountAt)..], out _, new StandardFormat('D', 6));
            DateTimeOffset.FromUnixTimeMilliseconds(data.SyncedAt(row)).UtcDateTime
                .TryFormat(span[(at + SyncedAt)..], out _, InstantFormat, CultureInfo.InvariantCulture);
            at += Row.Length;
        }

        tail.CopyTo(span[at..]);
        output.Advance(length);
        return length;
    }
}
