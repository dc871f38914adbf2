using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;

namespace Rutter.Client.Csv;

/// <summary>How a CSV file is written.</summary>
/// <param name="Delimiter">The character between cells.</param>
/// <param name="IsRaw">Whether to leave text unescaped, even if a spreadsheet would run it as a formula.</param>
/// <param name="HasByteOrderMark">Whether the file starts with a byte order mark, by which Excel recognises UTF-8.</param>
public sealed record CsvOptions(char Delimiter, bool IsRaw, bool HasByteOrderMark);

/// <summary>Writes a CSV file beside its final path, and moves it there when it is complete.</summary>
public sealed class CsvFile : IDisposable
{
    private readonly string path;
    private readonly string newPath;
    private readonly CsvOptions options;
    private readonly SearchValues<char> special;
    private readonly StreamWriter writer;
    private bool isRowBegun;
    private bool isInPlace;

    /// <summary>Begins a file.</summary>
    /// <param name="path">Its full path; the directory must exist.</param>
    /// <param name="options">How it is written.</param>
    /// <param name="append">Whether to add rows to an existing file.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the path is denied.</exception>
    public CsvFile(string path, CsvOptions options, bool append)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(options);
        this.path = path;
        this.options = options;
        newPath = $"{path}.{Guid.NewGuid():N}.new";
        special = CsvCell.NeedQuotes(options.Delimiter);
        Header = append ? ReadHeader(path, options.Delimiter) : null;
        if (Header is not null)
        {
            File.Copy(path, newPath);
        }

        try
        {
            var file = new FileStream(newPath, Header is null ? FileMode.CreateNew : FileMode.Append, FileAccess.Write, FileShare.None);
            writer = new StreamWriter(file, new UTF8Encoding(options.HasByteOrderMark && Header is null), bufferSize: 32 * 1024);
            if (Header is not null && !EndsWithLineBreak(path))
            {
                EndRow();
            }
        }
        catch
        {
            File.Delete(newPath);
            throw;
        }
    }

    /// <summary>The columns of the file that rows are added to; null for a new file.</summary>
    public IReadOnlyList<string>? Header { get; }

    /// <summary>Writes a cell of the current row.</summary>
    /// <param name="value">Its value; a number, date or bool is never a formula, a text may be.</param>
    /// <param name="isDay">Whether a date without a time is meant as a day.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void WriteCell(object? value, bool isDay = false)
    {
        if (isRowBegun)
        {
            writer.Write(options.Delimiter);
        }

        isRowBegun = true;
        if (value is string text && !options.IsRaw)
        {
            value = CsvCell.ForSpreadsheet(text);
        }

        CsvCell.Write(writer, CsvCell.Text(value, isDay, stackalloc char[CsvCell.BufferSize]), special);
    }

    /// <summary>Ends the current row.</summary>
    public void EndRow()
    {
        writer.Write("\r\n");
        isRowBegun = false;
    }

    /// <summary>Moves the file to its path. An older file is replaced in one step.</summary>
    public void Commit()
    {
        writer.Dispose();
        File.Move(newPath, path, overwrite: true);
        isInPlace = true;
    }

    /// <summary>Removes the file if it was not completed.</summary>
    public void Dispose()
    {
        if (!isInPlace)
        {
            writer.Dispose();
            File.Delete(newPath);
        }
    }

    private static List<string>? ReadHeader(string path, char delimiter)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        using var reader = new StreamReader(path, Encoding.UTF8);
        var cells = new List<string>();
        var cell = new StringBuilder();
        var isQuoted = false;
        for (var c = reader.Read(); c >= 0 && (isQuoted || c is not ('\r' or '\n')); c = reader.Read())
        {
            if (c == '"')
            {
                if (isQuoted && reader.Peek() == '"')
                {
                    cell.Append((char)reader.Read());
                }
                else
                {
                    isQuoted = !isQuoted;
                }
            }
            else if (c == delimiter && !isQuoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
            {
                cell.Append((char)c);
            }
        }

        cells.Add(cell.ToString());
        return cells is [""] ? null : cells;
    }

    private static bool EndsWithLineBreak(string path)
    {
        using var file = File.OpenRead(path);
        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte() == '\n';
    }
}
