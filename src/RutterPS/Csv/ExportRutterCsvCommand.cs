using System.Collections;
using System.Management.Automation;
using System.Runtime.CompilerServices;
using Rutter.Client.Text;
using Rutter.Client.Csv;
using RutterPS.Common;

namespace RutterPS.Csv;

/// <summary>Writes objects to a CSV file that spreadsheets and <c>Import-Csv</c> read correctly in every culture.</summary>
[Cmdlet(VerbsData.Export, "RutterCsv", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportRutterCsvCommand : PSCmdlet, IDisposable
{
    private readonly HashSet<string> leftOut = new(StringComparer.OrdinalIgnoreCase);
    private string path = "";
    private CsvFile? file;
    private IReadOnlyList<CsvColumn> columns = [];
    private HashSet<string> known = new(StringComparer.OrdinalIgnoreCase);
    private PropertyReader? lines;
    private Type? lastType;
    private bool isWanted = true;

    /// <summary>The objects, one per row.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>The file.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>The columns in this order; by default all fields of the first object.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public string[] Property { get; set; } = [];

    /// <summary>A property with lines. Each line becomes a row, with the columns of its document beside it.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ExpandProperty { get; set; }

    /// <summary>Add rows to the file, which must have the same columns.</summary>
    [Parameter]
    public SwitchParameter Append { get; set; }

    /// <summary>The character between cells.</summary>
    [Parameter]
    public char Delimiter { get; set; } = ',';

    /// <summary>For other programs: unescaped text, even if a spreadsheet would run it as a formula, and no byte order mark.</summary>
    [Parameter]
    public SwitchParameter Raw { get; set; }

    /// <summary>Whether the file starts with a byte order mark, by which Excel recognises UTF-8.</summary>
    [Parameter]
    [ValidateSet("utf8BOM", "utf8NoBOM")]
    public string Encoding { get; set; } = "utf8BOM";

    /// <summary>Emit the file.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    public void Dispose() => file?.Dispose();

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (Delimiter is '"' or '\r' or '\n')
        {
            Refuse(
                new ArgumentException("A quote or a line break cannot stand between cells."),
                "InvalidDelimiter",
                "Use a comma, a semicolon or a tab.");
        }

        try
        {
            path = FileSystemPath.Resolve(this, Path);
        }
        catch (ArgumentException exception)
        {
            Refuse(exception, "InvalidPath", "Give the path of a file.");
        }

        lines = ExpandProperty is null ? null : PropertyReader.Of(ExpandProperty);
        isWanted = ShouldProcess(path, Append ? "Add rows to the CSV file" : "Write the CSV file");
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject is null || !isWanted)
        {
            return;
        }

        if (file is null)
        {
            Begin(InputObject);
        }
        else
        {
            NoteNewProperties(InputObject);
        }

        if (lines is null)
        {
            WriteRow(InputObject, null);
            return;
        }

        // A document without lines still becomes a row, so that nothing is lost.
        var any = false;
        if (lines.TryRead(InputObject, out var value) && PSObjects.Unwrap(value) is IEnumerable items and not string)
        {
            foreach (var line in items)
            {
                if (line is not null)
                {
                    WriteRow(InputObject, line);
                    any = true;
                }
            }
        }

        if (!any)
        {
            WriteRow(InputObject, null);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (!isWanted)
        {
            return;
        }

        try
        {
            // Without objects the file becomes empty, so that an older file is not taken for the new one.
            file ??= Append && File.Exists(path) ? null : Open();
            file?.Commit();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Fail(exception);
        }

        if (PassThru)
        {
            WriteObject(new FileInfo(path));
        }
    }

    private void Begin(PSObject first)
    {
        columns = CsvColumn.Of(first, Property, ExpandProperty);
        if (lines is not null && !columns.Any(column => column.IsOfLine) && !lines.TryRead(first, out _))
        {
            Refuse(
                new ArgumentException($"The first object has no property '{DisplayText.Clean(ExpandProperty)}'."),
                "PropertyNotFound",
                "Get-Member shows the names of the properties.");
        }

        file = Open();
        if (file!.Header is { } header)
        {
            var byName = columns.ToDictionary(column => column.Name, StringComparer.OrdinalIgnoreCase);
            if (header.Count != byName.Count || !header.All(byName.ContainsKey))
            {
                Refuse(
                    new ArgumentException(
                        $"The file '{path}' has other columns ({DisplayText.Shorten(string.Join(", ", header))}) "
                        + $"than these objects ({DisplayText.Shorten(string.Join(", ", byName.Keys))})."),
                    "ColumnsDiffer",
                    "Name the file's columns with -Property, use the same -Delimiter and -ExpandProperty as before, or write to "
                    + "another file; nothing was written.");
            }

            columns = [.. header.Select(name => byName[name])];
        }
        else
        {
            foreach (var column in columns)
            {
                file.WriteCell(column.Name);
            }

            file.EndRow();
        }

        known = [.. CsvColumn.NamesOf(first, ExpandProperty)];
        lastType = first.BaseObject.GetType();
    }

    private CsvFile? Open()
    {
        try
        {
            var encoding = MyInvocation.BoundParameters.ContainsKey(nameof(Encoding)) || !Raw ? Encoding : "utf8NoBOM";
            return new CsvFile(path, new CsvOptions(Delimiter, Raw, encoding == "utf8BOM"), Append);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Fail(exception);
            return null;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void WriteRow(PSObject item, object? line)
    {
        foreach (var column in columns)
        {
            object? value = null;
            if (!column.IsOfLine)
            {
                column.Reader.TryRead(item, out value);
            }
            else if (line is not null)
            {
                column.Reader.TryRead(line, out value);
            }

            value = PSObjects.Unwrap(value);
            file!.WriteCell(value is null or string or ValueType or Uri or Version ? value : JsonText(value, column), column.IsDay);
        }

        file!.EndRow();
    }

    private string JsonText(object value, CsvColumn column)
    {
        try
        {
            return System.Text.Encoding.UTF8.GetString(JsonBody.From(value)!.Value.Span);
        }
        catch (ArgumentException exception)
        {
            ThrowTerminatingError(ErrorRecords.Create(
                new ArgumentException($"The property '{DisplayText.Clean(column.Name)}' cannot be a cell: {exception.Message}", exception),
                "InvalidCell",
                ErrorCategory.InvalidData,
                InputObject,
                "Name the columns with -Property and leave this one out; an older file is as it was."));
            return "";
        }
    }

    // Objects of a .NET type have the properties of the first one; other rows may not.
    private void NoteNewProperties(PSObject item)
    {
        if (Property.Length > 0 || (item.BaseObject.GetType() == lastType && item.BaseObject is not (PSCustomObject or IDictionary)))
        {
            return;
        }

        foreach (var name in CsvColumn.NamesOf(item, ExpandProperty))
        {
            if (!known.Contains(name) && leftOut.Add(name))
            {
                WriteWarning(
                    $"'{DisplayText.Clean(name)}' is not in the file: its columns are the properties of the first object. "
                    + "Name the columns with -Property.");
            }
        }
    }

    private void Refuse(Exception exception, string errorId, string advice) =>
        ThrowTerminatingError(ErrorRecords.InvalidInput(exception, errorId, Path, advice));

    private void Fail(Exception exception) => ThrowTerminatingError(ErrorRecords.Create(
        exception,
        "FileNotWritten",
        ErrorCategory.WriteError,
        path,
        "Check that the directory exists and can be written to, and that no other program holds the file; an older file is as it was."));
}
