using System.Text;
using System.Text.RegularExpressions;
using Rutter.Generator.Reading;

namespace Rutter.Generator.Help;

/// <summary>A paragraph of a template, or the code of an example.</summary>
/// <param name="Text">The text, with placeholders such as <c>{{plural}}</c>.</param>
/// <param name="Conditions">What has to hold for it to be said; <c>not x</c> is the opposite of <c>x</c>.</param>
/// <param name="Line">Where it begins, from 1.</param>
/// <param name="IsCode">Whether it is code.</param>
internal sealed record TemplateBlock(string Text, IReadOnlyList<string> Conditions, int Line, bool IsCode);

/// <summary>The section below a heading of a template.</summary>
/// <param name="Title">The heading.</param>
/// <param name="Level">How many number signs it has.</param>
/// <param name="Blocks">Its paragraphs.</param>
/// <param name="Conditions">What has to hold for the whole section.</param>
/// <param name="Line">The heading's line, from 1.</param>
internal sealed record TemplateSection(string Title, int Level, List<TemplateBlock> Blocks, IReadOnlyList<string> Conditions, int Line);

/// <summary>
/// A Markdown file with each sentence of the generated help. A comment <c>&lt;!-- if: list, not -Parallel --&gt;</c> before a
/// paragraph or a heading says when it applies.
/// </summary>
internal sealed partial class Template
{
    private Template(string path, List<TemplateSection> sections)
    {
        Path = path;
        Sections = sections;
    }

    public string Path { get; }

    public IReadOnlyList<TemplateSection> Sections { get; }

    public static Template? Read(string path, Mistakes mistakes)
    {
        if (!File.Exists(path))
        {
            mistakes.Add(
                path,
                new Position(1, 1),
                MistakeCodes.MissingMember,
                "The template is missing. Add it: the help of generated cmdlets is made of it.");
            return null;
        }

        var sections = new List<TemplateSection>();
        IReadOnlyList<string> conditions = [];
        var lines = File.ReadAllLines(path);
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Length == 0)
            {
                continue;
            }

            if (Condition().Match(lines[i]) is { Success: true } condition)
            {
                conditions = condition.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
                continue;
            }

            if (Heading().Match(lines[i]) is { Success: true } heading)
            {
                sections.Add(new TemplateSection(heading.Groups[2].Value, heading.Groups[1].Length, [], conditions, i + 1));
            }
            else if (sections.Count > 0)
            {
                sections[^1].Blocks.Add(Block(lines, ref i, conditions));
            }

            conditions = [];
        }

        return new Template(path, sections);
    }

    /// <summary>The section with a title; null where there is none.</summary>
    public TemplateSection? Find(string title) => Sections.FirstOrDefault(section => section.Title == title);

    /// <summary>The sections of the next level below one.</summary>
    public IEnumerable<TemplateSection> Below(TemplateSection parent) =>
        Sections.SkipWhile(section => section != parent).Skip(1).TakeWhile(section => section.Level > parent.Level);

    // A paragraph may be wrapped; code keeps its lines.
    private static TemplateBlock Block(string[] lines, ref int i, IReadOnlyList<string> conditions)
    {
        var start = i + 1;
        var text = new StringBuilder();
        if (lines[i].StartsWith("```", StringComparison.Ordinal))
        {
            for (i++; i < lines.Length && lines[i] != "```"; i++)
            {
                text.Append(lines[i]).Append('\n');
            }

            return new TemplateBlock(text.ToString().TrimEnd('\n'), conditions, start, IsCode: true);
        }

        for (; i < lines.Length && lines[i].Length > 0; i++)
        {
            text.Append(text.Length > 0 ? " " : "").Append(lines[i].Trim());
        }

        return new TemplateBlock(text.ToString(), conditions, start, IsCode: false);
    }

    [GeneratedRegex("^<!-- if: (.+) -->$")]
    private static partial Regex Condition();

    [GeneratedRegex("^(#+) (.+)$")]
    private static partial Regex Heading();
}

/// <summary>Fills a template for one cmdlet.</summary>
/// <param name="template">The template.</param>
/// <param name="holds">Whether a condition holds; null for one that nobody knows.</param>
/// <param name="values">The values of the placeholders.</param>
/// <param name="mistakes">Where unknown conditions and placeholders are said.</param>
internal sealed partial class TemplateFiller(
    Template template, Func<string, bool?> holds, IReadOnlyDictionary<string, string> values, Mistakes mistakes)
{
    /// <summary>The paragraphs of a section that apply.</summary>
    public IEnumerable<string> Paragraphs(TemplateSection section) =>
        section.Blocks.Where(block => !block.IsCode && Applies(block.Conditions, block.Line)).Select(block => Fill(block.Text, block.Line));

    /// <summary>The code of a section that applies, with an empty line between its parts.</summary>
    public string Code(TemplateSection section) =>
        string.Join(
            "\n\n",
            section.Blocks.Where(block => block.IsCode && Applies(block.Conditions, block.Line)).Select(block => Fill(block.Text, block.Line)));

    public bool Applies(TemplateSection section) => Applies(section.Conditions, section.Line);

    public string Title(TemplateSection section) => Fill(section.Title, section.Line);

    private bool Applies(IReadOnlyList<string> conditions, int line)
    {
        foreach (var condition in conditions)
        {
            var isNegated = condition.StartsWith("not ", StringComparison.Ordinal);
            var result = holds(isNegated ? condition[4..] : condition);
            if (result is null)
            {
                mistakes.Add(template.Path, new Position(line, 1), MistakeCodes.UnknownMember, $"There is no condition '{condition}'. Use list, fetch, single, a parameter such as -Filter, a verb such as New-, or the noun of an object.");
            }

            if (result == isNegated)
            {
                return false;
            }
        }

        return true;
    }

    private string Fill(string text, int line) => Placeholder().Replace(text, match =>
    {
        if (values.TryGetValue(match.Groups[1].Value, out var value))
        {
            return value;
        }

        mistakes.Add(
            template.Path,
            new Position(line, 1),
            MistakeCodes.UnknownMember,
            $"There is no placeholder '{match.Value}'.{Mistakes.Nearest(match.Groups[1].Value, values.Keys)}");
        return match.Value;
    });

    [GeneratedRegex(@"\{\{([^{}]+)\}\}")]
    private static partial Regex Placeholder();
}
