using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Runtime.CompilerServices;
using Rutter.Client.Filtering;
using Rutter.Client.Resources;

namespace RutterPS.Filters;

/// <summary>
/// Translates a script block such as <c>{ updated_at -ge $since -and (created_at -lt '2024-05-01') }</c> into the filter language.
/// PowerShell's -and and -or have the same precedence, as AND and OR do, so the tree stays the same. The script block is never run: fields, operators
/// and connectives are read from its syntax tree, and only the expressions to the right of an operator are evaluated.
/// </summary>
internal sealed class ScriptBlockFilter
{
    private const string Condition = "a field, an operator and a value, such as updated_at -ge $since, or conditions in parentheses";
    private const string OneCondition = "one condition, or several joined by -and and -or";

    private readonly ScriptBlockAst script;
    private readonly ScriptSource source;
    private readonly ComparisonBuilder comparisons;
    private readonly ResourceDefinition definition;

    public ScriptBlockFilter(ScriptBlock block, ResourceDefinition definition, ValueEvaluator evaluator)
    {
        script = (ScriptBlockAst)block.Ast;
        source = new ScriptSource(script.Extent);
        comparisons = new ComparisonBuilder(source, definition, evaluator);
        this.definition = definition;
    }

    /// <summary>Translates and checks.</summary>
    public FilterVerdict Check()
    {
        try
        {
            var tree = ReadScript();
            var verdict = FilterValidator.Validate(tree, definition);
            var errors = comparisons.Errors
                .Concat(verdict.Errors.Where(error => !comparisons.HasRefused(error.Comparison)))
                .OrderBy(error => error.Position);
            return Verdict(verdict.Filter, tree, errors, verdict.Warnings);
        }
        catch (FilterRefusedException refused)
        {
            return Verdict(null, null, [refused.Error], []);
        }
        catch (InsufficientExecutionStackException)
        {
            return Verdict(
                null, null, [source.Error(script.Extent, "The conditions are nested too deeply.", "fewer parentheses within each other")], []);
        }
    }

    private FilterVerdict Verdict(string? text, FilterNode? tree, IEnumerable<FilterError> errors, IEnumerable<FilterWarning> warnings) =>
        new(source.Text, definition.ItemKey, text, tree, errors, warnings);

    private FilterNode ReadScript()
    {
        if (script.ParamBlock is { } parameters)
        {
            throw source.Refuse(parameters.Extent, "A filter takes no parameters.", OneCondition);
        }

        var isPlain = script is { BeginBlock: null, ProcessBlock: null, DynamicParamBlock: null }
            && script.EndBlock is { Unnamed: true, Traps: null or { Count: 0 } };
        return isPlain && script.EndBlock.Statements is [var statement]
            ? ReadStatement(statement)
            : throw source.Refuse(
                isPlain && script.EndBlock.Statements is [_, var second, ..] ? second.Extent : script.Extent,
                "A filter is a single expression.",
                OneCondition);
    }

    private FilterNode ReadStatement(StatementAst statement)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (statement is not PipelineAst pipeline)
        {
            throw source.Refuse(statement.Extent, $"A filter is no {StatementName(statement)}.", OneCondition);
        }

        if (pipeline.PipelineElements is not [var element])
        {
            throw source.Refuse(pipeline.PipelineElements[1].Extent, "A filter has no pipeline.", OneCondition);
        }

        if (pipeline.Extent.Text.EndsWith('&'))
        {
            throw source.Refuse(pipeline.Extent, "A filter is not run, so not in the background either.", OneCondition);
        }

        if (element.Redirections is [var redirection, ..])
        {
            throw source.Refuse(redirection.Extent, "In PowerShell '>' writes to a file. Write -gt, or -ge for >=.", ScriptOperators.InWords);
        }

        return element is CommandAst command ? ReadWords(command) : ReadExpression(((CommandExpressionAst)element).Expression);
    }

    private FilterNode ReadExpression(ExpressionAst expression)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (expression)
        {
            case ParenExpressionAst group:
                return ReadGroup(group);
            case BinaryExpressionAst { Operator: TokenKind.And or TokenKind.Or } joined:
                return ReadChain(joined);
            case BinaryExpressionAst comparison:
                return comparisons.Build(comparison.Left, comparison.ErrorPosition, source.ValueOf(comparison.Right));
            case UnaryExpressionAst { TokenKind: TokenKind.Not or TokenKind.Exclaim } negation:
                throw source.Refuse(negation.Extent, "The filter language has no NOT.", Condition);
            default:
                throw source.Refuse(expression.Extent, "This is no condition.", Condition);
        }
    }

    // A chain nests to the left and can be as long as the text, so a loop follows it, not recursion.
    private FilterNode ReadChain(BinaryExpressionAst chain)
    {
        var joints = new Stack<BinaryExpressionAst>();
        ExpressionAst first = chain;
        while (first is BinaryExpressionAst { Operator: TokenKind.And or TokenKind.Or } joint)
        {
            joints.Push(joint);
            first = joint.Left;
        }

        var tree = ReadExpression(first);
        while (joints.TryPop(out var joint))
        {
            tree = Join(tree, joint.Operator == TokenKind.And, joint.ErrorPosition, ReadExpression(joint.Right));
        }

        return tree;
    }

    private FilterNode ReadGroup(ParenExpressionAst group)
    {
        var inner = ReadStatement(group.Pipeline);
        return inner is FilterCombination combination
            ? new FilterCombination(
                combination.Left,
                combination.Connective,
                combination.Right,
                isParenthesized: true,
                source.SpanOf(group.Extent),
                combination.ConnectiveSpan)
            : inner;
    }

    /// <summary>Conditions that begin with a bare word. PowerShell takes them for a command with arguments, which is not called here.</summary>
    private FilterNode ReadWords(CommandAst command)
    {
        if (command.InvocationOperator != TokenKind.Unknown)
        {
            throw source.Refuse(command.Extent, "A filter calls nothing.", Condition);
        }

        var words = new CommandWords(command.CommandElements);
        var tree = ReadWordCondition(words);
        while (words.Take() is { } connective)
        {
            if (!CommandWords.IsConnective(connective, out var isAnd))
            {
                throw source.Refuse(connective.Extent, "-and or -or is missing before this.", "-and, -or or the end");
            }

            tree = Join(tree, isAnd, connective.Extent, ReadWordCondition(words));
        }

        return tree;
    }

    private FilterNode ReadWordCondition(CommandWords words)
    {
        var first = words.Take() ?? throw ScriptSource.Refuse(source.End, "The filter ends where a condition should begin.", Condition);
        if (first is ParenExpressionAst group && words.IsAtEndOrConnective)
        {
            return ReadGroup(group);
        }

        if (first is CommandParameterAst parameter)
        {
            throw source.Refuse(
                parameter.Extent,
                parameter.ParameterName.Equals("not", StringComparison.OrdinalIgnoreCase)
                    ? "The filter language has no NOT."
                    : "A condition is missing before this.",
                Condition);
        }

        var comparison = words.Take() ?? throw ScriptSource.Refuse(
            source.After(first.Extent), "An operator is missing after the field.", ScriptOperators.InWords);
        if (comparison is CommandParameterAst { Argument: { } glued })
        {
            throw source.Refuse(glued.Extent, "A space stands between an operator and its value.", "a space in the place of the colon");
        }

        var value = words.TakeValue();
        if (value.Count == 0)
        {
            // An error about an invalid operator is more helpful.
            _ = ScriptOperators.Read(source, comparison.Extent);
            throw ScriptSource.Refuse(
                source.After(comparison.Extent), "A value is missing after the operator.", "a value, a variable or an expression in parentheses");
        }

        return comparisons.Build(first, comparison.Extent, source.ValueOf(value));
    }

    private FilterCombination Join(FilterNode left, bool isAnd, IScriptExtent connective, FilterNode right) => new(
        left,
        isAnd ? FilterConnective.And : FilterConnective.Or,
        right,
        span: new FilterSpan(left.Span.Start, right.Span.End - left.Span.Start),
        connectiveSpan: source.SpanOf(connective));

    private static string StatementName(StatementAst statement) => statement switch
    {
        AssignmentStatementAst => "assignment: -eq compares",
        _ when statement.GetType().Name == "PipelineChainAst" => "chain of commands: -and and -or join conditions",
        _ => "statement",
    };
}

/// <summary>Reads the parts of a command that is really a filter.</summary>
internal sealed class CommandWords(ReadOnlyCollection<CommandElementAst> words)
{
    private int next;

    public bool IsAtEndOrConnective => next == words.Count || IsConnective(words[next], out _);

    /// <summary>The next part, or null at the end.</summary>
    public CommandElementAst? Take() => next < words.Count ? words[next++] : null;

    /// <summary>
    /// All parts up to the next connective or operator, because PowerShell splits an expression such as <c>[datetime]::UtcNow.AddDays(1)</c>.
    /// </summary>
    public IReadOnlyList<CommandElementAst> TakeValue()
    {
        var start = next;
        while (next < words.Count && words[next] is not CommandParameterAst)
        {
            next++;
        }

        return [.. words.Skip(start).Take(next - start)];
    }

    public static bool IsConnective(CommandElementAst word, out bool isAnd)
    {
        var name = word is CommandParameterAst { Argument: null } parameter ? parameter.ParameterName : "";
        isAnd = name.Equals("and", StringComparison.OrdinalIgnoreCase);
        return isAnd || name.Equals("or", StringComparison.OrdinalIgnoreCase);
    }
}
