namespace RutterPS.Tests.Architecture;

/// <summary>Who uses whom. An arrow has a reason: the file or type that draws it.</summary>
internal sealed class ArrowGraph
{
    private readonly SortedDictionary<string, SortedDictionary<string, string>> arrows = new(StringComparer.Ordinal);

    public void Add(string from, string to, string reason)
    {
        if (from != to)
        {
            TargetsOf(from).TryAdd(to, reason);
            TargetsOf(to);
        }
    }

    public string ReasonFor(string from, string to) => arrows[from][to];

    /// <summary>Every largest set of nodes that reach each other, each in alphabetical order (Tarjan).</summary>
    public List<IReadOnlyList<string>> FindCircles()
    {
        var circles = new List<IReadOnlyList<string>>();
        var index = new Dictionary<string, int>();
        var low = new Dictionary<string, int>();
        var open = new Stack<string>();
        foreach (var node in arrows.Keys.Where(node => !index.ContainsKey(node)))
        {
            Visit(node);
        }

        return circles;

        void Visit(string node)
        {
            index[node] = low[node] = index.Count;
            open.Push(node);
            foreach (var target in arrows[node].Keys)
            {
                if (!index.TryGetValue(target, out var seen))
                {
                    Visit(target);
                    low[node] = Math.Min(low[node], low[target]);
                }
                else if (open.Contains(target))
                {
                    low[node] = Math.Min(low[node], seen);
                }
            }

            if (low[node] == index[node])
            {
                var circle = new List<string>();
                do
                {
                    circle.Add(open.Pop());
                }
                while (circle[^1] != node);
                if (circle.Count > 1)
                {
                    circle.Sort(StringComparer.Ordinal);
                    circles.Add(circle);
                }
            }
        }
    }

    /// <summary>The arrows inside a circle, one a line, with their reasons.</summary>
    public string Describe(IReadOnlyList<string> circle) => string.Join(
        Environment.NewLine,
        from node in circle
        from arrow in arrows[node]
        where circle.Contains(arrow.Key)
        select $"  {node} -> {arrow.Key}: {arrow.Value}");

    private SortedDictionary<string, string> TargetsOf(string node)
    {
        if (!arrows.TryGetValue(node, out var targets))
        {
            arrows.Add(node, targets = new SortedDictionary<string, string>(StringComparer.Ordinal));
        }

        return targets;
    }
}
