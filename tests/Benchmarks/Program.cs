using Rutter.Benchmarks;
using Rutter.Benchmarks.Floor;
using Rutter.Benchmarks.Running;
using Rutter.Benchmarks.Server;

// The same program is the runner, the server that all contenders ask, and the contender without PowerShell.
return args switch
{
    ["serve"] => await PageServer.RunAsync(),
    ["floor", .. var work] => await FloorProgram.RunAsync(work),
    _ => await BenchOptions.RunAsync(args, Bench.RunAsync),
};
