using System.Globalization;
using System.Management.Automation;
using Rutter.Client.Text;
using Rutter.Client.Amounts;
using RutterPS.Common;

namespace RutterPS.Amounts;

/// <summary>Adds up amounts exactly, separately for each currency.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "RutterAmount")]
[OutputType(typeof(RutterAmountTotal))]
public sealed class MeasureRutterAmountCommand : PSCmdlet
{
    private const string DefaultProperty = "TotalAmount";

    // A wrong property is wrong in every object. After this many errors, the rest is only counted.
    private const int MostErrors = 5;

    private static readonly AmountTransformationAttribute ToAmount = new();

    private readonly PropertyReader currency = new("CurrencyCode", "currency_code", "IsoCurrencyCode", "iso_currency_code", "Currency");
    private readonly AmountTotals totals = new();
    private AmountColumn[] columns = [];
    private GroupKey[] groupKeys = [];
    private object?[] group = [];
    private long count;

    /// <summary>Objects with amounts: output of a Get cmdlet, or rows of a file.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>The properties to add up; <c>LineItems.TotalAmount</c> reaches into lines.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string[] Property { get; set; } = [DefaultProperty];

    /// <summary>Properties to group by, or script blocks with the object as <c>$_</c>.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public object[] GroupBy { get; set; } = [];

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        columns = [.. Property.Distinct(StringComparer.OrdinalIgnoreCase).Select(path => new AmountColumn(new PropertyPath(path), Add))];
        try
        {
            groupKeys = [.. GroupBy.Select(GroupKey.From)];
        }
        catch (ArgumentException exception)
        {
            ThrowTerminatingError(ErrorRecords.InvalidInput(
                exception,
                "InvalidGroupBy",
                GroupBy,
                "Give the name of a property, or a script block such as { $_.TransactionDate.ToString('yyyy-MM') }."));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject is null)
        {
            return;
        }

        count++;
        if (groupKeys.Length > 0)
        {
            group = Array.ConvertAll(groupKeys, key => key.Of(InputObject));
        }

        foreach (var column in columns)
        {
            if (!column.Path.Visit(InputObject, column.Add))
            {
                column.WithoutProperty++;
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        foreach (var column in columns)
        {
            Report(column);
        }

        foreach (var total in totals.All.OrderBy(total => total, Comparer<AmountTotal>.Create(Compare)))
        {
            var result = new RutterAmountTotal(total);
            if (result.Sum is null)
            {
                WriteError(ErrorRecords.Create(
                    new OverflowException(
                        $"The sum of {total.Count} amounts of {DisplayText.Clean(total.CurrencyCode)} in '{total.Property}' "
                        + "has more digits than a decimal can hold."),
                    "SumTooLarge",
                    ErrorCategory.LimitsExceeded,
                    result,
                    "Group further, so that each sum gets smaller; the count, the minimum and the maximum of this one are right."));
            }

            WriteObject(WithGroups(result, total));
        }
    }

    private void Add(AmountColumn column, IReadOnlyList<object> owners, object? value)
    {
        if (PSObjects.Unwrap(value) is null or "")
        {
            column.WithoutAmount++;
            return;
        }

        decimal amount;
        try
        {
            amount = value is decimal exact ? exact : (decimal)ToAmount.Transform(null!, value)!;
        }
        catch (MetadataException exception)
        {
            if (++column.WithoutNumber <= MostErrors)
            {
                WriteError(ErrorRecords.Create(
                    new ArgumentException($"'{column.Path.Text}' holds no amount: {DisplayText.Clean(exception.Message)}", exception),
                    "InvalidAmount",
                    ErrorCategory.InvalidData,
                    InputObject,
                    "Measure a property that holds amounts. This amount is in no sum; the others are."));
            }

            return;
        }

        // A line has the currency of its document unless it has its own.
        for (var i = owners.Count - 1; i >= 0; i--)
        {
            if (currency.TryRead(owners[i], out var code) && PSObjects.Unwrap(code) is string { Length: > 0 } text)
            {
                totals.Add(column.Path.Text, text, group, amount);
                return;
            }
        }

        column.WithoutCurrency++;
    }

    private void Report(AmountColumn column)
    {
        if (count > 0 && column.WithoutProperty == count)
        {
            WriteError(ErrorRecords.Create(
                new ArgumentException($"No object has a property '{DisplayText.Clean(column.Path.Text)}'."),
                "PropertyNotFound",
                ErrorCategory.InvalidArgument,
                column.Path.Text,
                "Give -Property the name of a property that holds amounts; Get-Member shows the names."));
            return;
        }

        Warn(column.WithoutProperty, "no such property");
        Warn(column.WithoutAmount, "no amount there");
        Warn(column.WithoutCurrency, "no currency");
        Warn(column.WithoutNumber, "something that is no amount");

        void Warn(long number, string what)
        {
            if (number > 0)
            {
                WriteWarning(
                    $"Not in any sum of '{DisplayText.Clean(column.Path.Text)}': {number.ToString(CultureInfo.InvariantCulture)} with {what}.");
            }
        }
    }

    // Scripts can read $_.VendorId of a total as they do of an object.
    private PSObject WithGroups(RutterAmountTotal result, AmountTotal total)
    {
        var shown = PSObject.AsPSObject(result);
        for (var i = 0; i < groupKeys.Length; i++)
        {
            if (groupKeys[i].Name is { } name && shown.Properties[name] is null)
            {
                shown.Properties.Add(new PSNoteProperty(name, total.Group[i]));
            }
        }

        return shown;
    }

    private int Compare(AmountTotal left, AmountTotal right)
    {
        var order = Array.FindIndex(columns, column => column.Path.Text == left.Property)
            .CompareTo(Array.FindIndex(columns, column => column.Path.Text == right.Property));
        order = order != 0 ? order : string.CompareOrdinal(left.CurrencyCode, right.CurrencyCode);
        for (var i = 0; order == 0 && i < groupKeys.Length; i++)
        {
            order = CompareValues(left.Group[i], right.Group[i]);
        }

        return order;
    }

    private static int CompareValues(object? left, object? right)
    {
        try
        {
            return LanguagePrimitives.Compare(left, right, ignoreCase: false, CultureInfo.InvariantCulture);
        }
        catch (ArgumentException)
        {
            return string.CompareOrdinal(left?.ToString(), right?.ToString());
        }
    }

    private sealed class AmountColumn
    {
        public AmountColumn(PropertyPath path, Action<AmountColumn, IReadOnlyList<object>, object?> add)
        {
            Path = path;
            Add = (owners, value) => add(this, owners, value);
        }

        public PropertyPath Path { get; }

        public Action<IReadOnlyList<object>, object?> Add { get; }

        public long WithoutProperty { get; set; }

        public long WithoutAmount { get; set; }

        public long WithoutCurrency { get; set; }

        public long WithoutNumber { get; set; }
    }
}
