using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using Rutter.Client.Filtering;
using Rutter.Client.Resources;
using Rutter.Client.Text;

namespace RutterPS.Filters;

/// <summary>Makes comparisons from the fields, operators and values of a script block.</summary>
internal sealed class ComparisonBuilder(ScriptSource source, ResourceDefinition definition, ValueEvaluator evaluator)
{
    private const string FieldNames = "the name of a field, such as updated_at or UpdatedAt";
    private const string Values = "a constant, a variable, or an expression such as $row.Date or (Get-Date).AddDays(-7)";

    private readonly HashSet<FilterComparison> refusedComparisons = new(ReferenceEqualityComparer.Instance);

    /// <summary>The errors of single comparisons. The script as a whole can still be read.</summary>
    public List<FilterError> Errors { get; } = [];

    /// <summary>Whether a comparison has an error already.</summary>
    public bool HasRefused(FilterComparison? comparison) => comparison is not null && refusedComparisons.Contains(comparison);

    public FilterComparison Build(Ast left, IScriptExtent operatorPlace, ScriptValue right)
    {
        var name = FieldName(left);
        var comparison = ScriptOperators.Read(source, operatorPlace);
        var field = definition.FindField(name);
        var canBeSent = field is null || definition.CanFilterBy(field);
        var value = FilterValue.Of("", right.Span);
        var errorsBefore = Errors.Count;
        try
        {
            if (field is { IsFilterable: true })
            {
                RequireOperator(field, comparison, source.SpanOf(operatorPlace));
            }

            var typed = field is { Type: FieldType.Structure or FieldType.Boolean } ? null : field;
            value = ScriptValues.Convert(Evaluate(right, typed), typed, comparison, right.Span);
        }
        catch (FilterRefusedException refused)
        {
            // An error about the field is more helpful.
            if (canBeSent)
            {
                Errors.Add(refused.Error);
            }
        }

        try
        {
            var built = new FilterComparison(field?.ApiName ?? name, comparison, value, source.SpanOf(left.Extent), source.SpanOf(operatorPlace));
            if (Errors.Count > errorsBefore)
            {
                refusedComparisons.Add(built);
            }

            return built;
        }
        catch (ArgumentException)
        {
            throw source.Refuse(left.Extent, "This cannot be the name of a field.", FieldNames);
        }
    }

    private static void RequireOperator(ResourceField field, FilterOperator comparison, FilterSpan place)
    {
        var allowed = FilterOperators.AllowedFor(field.Type);
        if (!allowed.Contains(comparison))
        {
            var names = string.Join(", ", allowed.Select(ScriptOperators.Name));
            throw new FilterRefusedException(
                ScriptSource.Error(
                    place, $"{field.ApiName} cannot be compared with {ScriptOperators.Name(comparison)}.", names, FilterErrorKind.Operator));
        }
    }

    private string FieldName(Ast left) => left switch
    {
        StringConstantExpressionAst word => word.Value,
        InvokeMemberExpressionAst call => throw source.Refuse(call.Extent, "A field is compared as it is, without a call.", FieldNames),
        MemberExpressionAst
        {
            Static: false,
            Expression: VariableExpressionAst { VariablePath.UserPath: "_" or "PSItem" },
            Member: StringConstantExpressionAst member,
        } => member.Value,
        ParenExpressionAst { Pipeline: PipelineAst { PipelineElements: [CommandAst { CommandElements: [StringConstantExpressionAst word] }] } } =>
            word.Value,
        VariableExpressionAst variable when definition.FindField(variable.VariablePath.UserPath) is { } field =>
            throw source.Refuse(variable.Extent, $"A field stands without a dollar sign: {field.ApiName}.", FieldNames),
        _ => throw source.Refuse(left.Extent, "The field stands on the left of the operator, the value on the right.", FieldNames),
    };

    private object? Evaluate(ScriptValue value, ResourceField? field)
    {
        switch (value.Expression)
        {
            case StringConstantExpressionAst { StringConstantType: StringConstantType.BareWord } word
                when field is null && IsNegativeNumber(word.Value, out var number):
                return number;
            case StringConstantExpressionAst { StringConstantType: StringConstantType.BareWord } word when !word.Value.StartsWith('['):
                return word.Value;
            case StringConstantExpressionAst { StringConstantType: not StringConstantType.BareWord } text:
                return text.Value;
            case ConstantExpressionAst constant and not StringConstantExpressionAst:
                return constant.Value;
            case ExpandableStringExpressionAst { StringConstantType: StringConstantType.BareWord }:
                throw ScriptSource.Refuse(value.Span, "Text with a variable in it stands in double quotes.", Values);
        }

        RequireExpression(value);
        try
        {
            return evaluator.Evaluate(value.Text) ?? throw ScriptSource.Refuse(
                value.Span,
                $"{Shown(value)} is empty ($null), and the filter language has no null.",
                "a value, for example of a variable that is set");
        }
        catch (Exception exception) when (exception is RuntimeException and not PipelineStoppedException or InvalidOperationException)
        {
            throw ScriptSource.Refuse(value.Span, $"{Shown(value)} could not be evaluated: {DisplayText.Clean(exception.Message)}", Values);
        }
    }

    private static void RequireExpression(ScriptValue value)
    {
        var isWord = value.IsBare && !value.Text.StartsWith('[');
        var parsed = Parser.ParseInput(value.Text, out _, out var errors);
        var isOne = parsed is { ParamBlock: null, EndBlock.Statements: [PipelineAst pipeline] }
            && pipeline.PipelineElements is [CommandExpressionAst { Redirections.Count: 0 }];
        if (isWord || errors.Length > 0 || !isOne)
        {
            throw ScriptSource.Refuse(
                value.Span,
                "This is not a single value. Text with spaces stands in quotes, an expression in parentheses, and -and or -or joins conditions.",
                Values);
        }
    }

    // After a bare word, PowerShell takes a minus with digits for a word, but digits alone for a number.
    private static bool IsNegativeNumber(string word, out decimal number) =>
        word.StartsWith('-')
        & decimal.TryParse(word, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);

    private static string Shown(ScriptValue value) => DisplayText.Shorten(value.Text.ReplaceLineEndings(" "));
}
