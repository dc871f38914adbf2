using Xunit;

namespace RutterPS.Tests.Architecture;

/// <summary>Arrows run one way, between the namespaces of a project and between projects.</summary>
public sealed class ArrowTests
{
    public static TheoryData<string> Projects() => [.. SourceProject.All().Select(project => project.Name)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void No_two_namespaces_of_a_project_use_each_other(string name)
    {
        var project = SourceProject.All().Single(project => project.Name == name);
        Assert.True(project.Assembly is not null, $"{name} was not built.");
        var graph = project.Arrows();
        var circles = graph.FindCircles().ToList();
        Assert.True(circles.Count == 0, string.Join(Environment.NewLine, circles.Select(graph.Describe)));
    }

    [Fact]
    public void No_two_projects_use_each_other()
    {
        var graph = new ArrowGraph();
        foreach (var project in SourceProject.All())
        {
            foreach (var reference in project.References)
            {
                graph.Add(project.Name, reference, "its project file");
            }
        }

        Assert.Empty(graph.FindCircles());
    }

    public static TheoryData<WrongUsing> WrongUsings { get; } =
    [
        new WrongUsing(Project: "Rutter.Client", LowerNamespace: "Rutter.Client.Transport", UpperNamespace: "Rutter.Client.Listing"),
        new WrongUsing(Project: "Rutter.Client", LowerNamespace: "Rutter.Client.Errors", UpperNamespace: "Rutter.Client.Transport"),
        new WrongUsing(Project: "Rutter.Client", LowerNamespace: "Rutter.Client.Resources", UpperNamespace: "Rutter.Client.Responses"),
        new WrongUsing(Project: "Rutter.Client", LowerNamespace: "Rutter.Client.Jobs", UpperNamespace: "Rutter.Client"),
    ];

    [Theory]
    [MemberData(nameof(WrongUsings))]
    public void One_wrong_using_makes_a_circle(WrongUsing given)
    {
        var (name, lower, upper) = given;
        var project = SourceProject.All().Single(project => project.Name == name);
        Assert.Empty(project.Arrows().FindCircles());

        var path = project.Sources.First(source => SourceProject.NamespaceOf(source.Value) == lower).Key;
        project.Sources[path] = $"using {upper};{Environment.NewLine}{project.Sources[path]}";

        var graph = project.Arrows();
        var circle = Assert.Single(graph.FindCircles());
        Assert.Contains(lower, circle);
        Assert.Contains(upper, circle);
        Assert.Equal(path, graph.ReasonFor(lower, upper));
    }

    public sealed record WrongUsing(string Project, string LowerNamespace, string UpperNamespace);
}
