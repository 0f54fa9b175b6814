using BenchmarkDotNet.Running;
using HeadlessKey.Benchmarks;

BenchmarkSwitcher.FromAssembly(typeof(TokenBenchmarks).Assembly).Run(args);
