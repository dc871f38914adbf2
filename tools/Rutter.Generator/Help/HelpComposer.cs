using System.Text.RegularExpressions;
using Rutter.Generator.Model;
using Rutter.Generator.Reading;

namespace Rutter.Generator.Help;

/// <summary>Makes the help of generated cmdlets out of the templates, the words of the fields, and the cmdlets as they were compiled.</summary>
/// <param name="api">The description.</param>
/// <param name="commands">Every cmdlet of the module.</param>
/// <param name="templates">The folder with the templates.</param>
/// <param name="mistakes">What is missing.</param>
internal sealed partial class HelpComposer(Api api, IReadOnlyList<Command> commands, string templates, Mistakes mistakes)
{
    private readonly Dictionary<string, Template?> read = new(StringComparer.Ordinal);
    private readonly HashSet<string> names = [.. commands.Select(command => command.Name)];
    private readonly ExampleValues examples = new(api);

    /// <summary>The help of a cmdlet; null for one that no template is for: its page is written by hand.</summary>
    public HelpPage? Compose(Command command)
    {
        var item = api.Objects.FirstOrDefault(item => "Rutter" + item.Noun == command.Noun);
        if (item is null || command.Verb is not ("Get" or "New" or "Update" or "Remove" or "Sync")
            || Template(command.Verb) is not { } template || Template("Parameters") is not { } parameters)
        {
            return null;
        }

        var facts = new HelpFacts(api, item, command, names, examples);
        return Fill(facts, template, parameters);
    }

    private Template? Template(string name)
    {
        if (!read.TryGetValue(name, out var template))
        {
            template = read[name] = Help.Template.Read(Path.Combine(templates, name + ".md"), mistakes);
        }

        return template;
    }

    private HelpPage Fill(HelpFacts facts, Template template, Template parameters)
    {
        var filler = new TemplateFiller(template, facts.Holds, facts.Values, mistakes);
        IReadOnlyList<string> Texts(string title) => template.Find(title) is { } section ? [.. filler.Paragraphs(section)] : [];
        IEnumerable<TemplateSection> Parts(string title) => template.Find(title) is { } section ? template.Below(section).Where(filler.Applies) : [];

        return new HelpPage(facts.Command)
        {
            Synopsis = string.Join(' ', Texts("SYNOPSIS")),
            Description = Texts("DESCRIPTION"),
            Parameters = facts.Command.Parameters.ToDictionary(parameter => parameter.Name, parameter => Words(facts, parameter, parameters)),
            Inputs = [.. Inputs(facts, Parts("INPUTS")
                .Select(part => (part.Title.TrimStart('-'), string.Join(' ', filler.Paragraphs(part)))).ToDictionary())],
            Outputs = [.. Parts("OUTPUTS").Select(part => new HelpType(filler.Title(part), string.Join(' ', filler.Paragraphs(part))))],
            Examples = [.. Parts("EXAMPLES")
                .Select(part => new HelpExample(filler.Title(part), filler.Code(part), string.Join(' ', filler.Paragraphs(part))))],
            Notes = [.. Texts("NOTES"), .. facts.Doubts],
            Links = [.. Texts("RELATED LINKS").Select(Link)],
        };
    }

    private IReadOnlyList<string> Words(HelpFacts facts, CommandParameter parameter, Template parameters)
    {
        if (facts.WordsOf(parameter) is { Count: > 0 } own)
        {
            return own;
        }

        if (parameters.Find("-" + parameter.Name) is { } section)
        {
            return [.. new TemplateFiller(parameters, facts.Holds, facts.Values, mistakes).Paragraphs(section)];
        }

        mistakes.Add(
            parameters.Path,
            new Position(1, 1),
            MistakeCodes.MissingWords,
            $"The parameter -{parameter.Name} of {facts.Command.Name} has no words. Add a section '## -{parameter.Name}' that says what it does.");
        return [""];
    }

    // What binds from the pipeline, once for each type.
    private static IEnumerable<HelpType> Inputs(HelpFacts facts, Dictionary<string, string> words)
    {
        var fromPipeline = facts.Command.Parameters.Where(
            parameter => parameter.Places.Any(place => place.FromPipeline || place.FromProperty) && words.ContainsKey(parameter.Name));
        return fromPipeline.Select(parameter => new HelpType(parameter.Type, words[parameter.Name])).DefaultIfEmpty(
            new HelpType("None", "Nothing is accepted from the pipeline."));
    }

    private static HelpLink Link(string text) =>
        MarkdownLink().Match(text) is { Success: true } link ? new HelpLink(link.Groups[1].Value, link.Groups[2].Value) : new HelpLink(text, null);

    [GeneratedRegex(@"^\[(.+)\]\((.+)\)$")]
    private static partial Regex MarkdownLink();
}
