using System.Xml.Linq;

namespace Rutter.Generator.Help;

/// <summary>Help in the form that Get-Help reads.</summary>
internal static class Maml
{
    private static readonly XNamespace Text = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Cmd = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    /// <summary>The name of the cmdlet that an element is about.</summary>
    public static string NameOf(XElement command) => (string)command.Element(Cmd + "details")!.Element(Cmd + "name")!;

    /// <summary>
    /// The help of hand-written cmdlets with that of others, by name. Without line breaks between the elements: PowerShell reads the whole file at
    /// its first question, in half the time.
    /// </summary>
    public static string Merge(XDocument written, IEnumerable<HelpPage> pages)
    {
        var root = written.Root!;
        var commands = root.Elements(Cmd + "command").Concat(pages.Select(Of)).OrderBy(NameOf, StringComparer.OrdinalIgnoreCase).ToList();
        root.RemoveNodes();
        root.Add(commands);
        return written.Declaration + "\n" + root.ToString(SaveOptions.DisableFormatting) + "\n";
    }

    public static XElement Of(HelpPage page)
    {
        var command = page.Command;
        return new XElement(
            Cmd + "command",
            new XElement(
                Cmd + "details",
                new XElement(Cmd + "name", command.Name),
                new XElement(Text + "description", Paragraphs([page.Synopsis])),
                new XElement(Cmd + "verb", command.Verb),
                new XElement(Cmd + "noun", command.Noun)),
            new XElement(Text + "description", Paragraphs(page.Description)),
            new XElement(Cmd + "syntax", command.Sets.Select(set => SyntaxOf(command, set))),
            new XElement(
                Cmd + "parameters",
                command.Parameters.OrderBy(parameter => parameter.Name, StringComparer.OrdinalIgnoreCase).Select(
                    parameter => ParameterOf(parameter, page.Parameters[parameter.Name]))),
            new XElement(Cmd + "inputTypes", page.Inputs.Select(input => TypeOf("inputType", input))),
            new XElement(Cmd + "returnValues", page.Outputs.Select(output => TypeOf("returnValue", output))),
            new XElement(Text + "alertSet", new XElement(Text + "alert", Paragraphs(page.Notes))),
            new XElement(Cmd + "examples", page.Examples.Select((example, index) => ExampleOf(example, index + 1))),
            new XElement(Cmd + "relatedLinks", page.Links.Select(LinkOf)));
    }

    private static IEnumerable<XElement> Paragraphs(IEnumerable<string> texts) => texts.Select(text => new XElement(Text + "para", text));

    private static XElement SyntaxOf(Command command, string set)
    {
        var inSet = command.Parameters.Select(parameter => (parameter, place: parameter.In(set))).Where(found => found.place is not null)
            .OrderBy(found => found.place!.Position ?? int.MaxValue).ThenByDescending(found => found.place!.IsRequired);
        return new XElement(
            Cmd + "syntaxItem",
            new XElement(Text + "name", command.Name),
            inSet.Select(found => new XElement(
                Cmd + "parameter",
                Facts(found.parameter, found.place!),
                new XElement(Text + "name", found.parameter.Name),
                found.parameter.IsSwitch ? null : ValueOf(found.parameter))));
    }

    private static XElement ParameterOf(CommandParameter parameter, IEnumerable<string> words) => new(
        Cmd + "parameter",
        Facts(parameter, parameter.Places.OrderByDescending(place => place.IsRequired).First()),
        new XElement(Text + "name", parameter.Name),
        new XElement(Text + "description", Paragraphs(words)),
        ValueOf(parameter),
        new XElement(Dev + "type", new XElement(Text + "name", parameter.Type)));

    private static XElement ValueOf(CommandParameter parameter) =>
        new(Cmd + "parameterValue", new XAttribute("required", "true"), new XAttribute("variableLength", "false"), parameter.ShortType);

    private static XAttribute[] Facts(CommandParameter parameter, ParameterPlace place)
    {
        var pipeline = (place.FromPipeline, place.FromProperty) switch
        {
            (true, true) => "true (ByValue, ByPropertyName)",
            (true, false) => "true (ByValue)",
            (false, true) => "true (ByPropertyName)",
            _ => "false",
        };
        return
        [
            new("required", place.IsRequired ? "true" : "false"),
            new("variableLength", "false"),
            new("globbing", "false"),
            new("pipelineInput", pipeline),
            new("position", place.Position?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "named"),
            new("aliases", parameter.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Aliases)),
        ];
    }

    private static XElement TypeOf(string element, HelpType type) => new(
        Cmd + element,
        new XElement(Dev + "type", new XElement(Text + "name", type.Type)),
        new XElement(Text + "description", Paragraphs([type.Words])));

    private static XElement ExampleOf(HelpExample example, int number) => new(
        Cmd + "example",
        new XElement(Text + "title", $"--------- Example {number}: {example.Title} ---------"),
        new XElement(Dev + "code", example.Code),
        new XElement(Dev + "remarks", Paragraphs([example.Words])));

    private static XElement LinkOf(HelpLink link) => new(
        Text + "navigationLink",
        new XElement(Text + "linkText", link.Text),
        new XElement(Text + "uri", link.Address ?? ""));
}
