using AsyncWorkbook.Engine.Kernels;

namespace AsyncWorkbook.Engine.Tests.Workers;

/// <summary>What JavaScript cells declare and return.</summary>
[StartsProcesses]
public sealed class JavaScriptDeclarationTests : JavaScriptCells
{
    [Fact]
    public async Task A_returned_value_is_shown_as_json_and_text()
    {
        var data = await ResultAsync("return { answer: 42, list: ['a', null] };");

        Assert.Equal("""{"answer":42,"list":["a",null]}""", data["application/json"]!.ToJsonString());
        Assert.Equal("{ answer: 42, list: [ 'a', null ] }", (string?)data["text/plain"]);
    }

    [Theory]
    [InlineData("NaN", "NaN")]
    [InlineData("10n", "10n")]
    [InlineData("new Map([[1, 2]])", "Map(1) { 1 => 2 }")]
    [InlineData("() => 1", "[Function (anonymous)]")]
    [InlineData("(() => { const a = {}; a.self = a; return a; })()", "<ref *1> { self: [Circular *1] }")]
    public async Task What_json_cannot_hold_is_shown_as_text(string value, string text)
    {
        var data = await ResultAsync($"return {value};");

        Assert.Equal(text, (string?)data["text/plain"]);
        Assert.False(data.ContainsKey("application/json"));
    }

    [Theory]
    [InlineData("40 + 2")]
    [InlineData("return undefined;")]
    [InlineData("// nothing")]
    public async Task Without_a_returned_value_nothing_is_shown(string code)
    {
        var (status, shown) = await Live.RunAsync(code);

        Assert.Equal(ExecutionStatus.Ok, status);
        Assert.Empty(shown.Outputs);
    }

    [Fact]
    public async Task Declarations_and_assignments_are_seen_by_later_cells()
    {
        await OkAsync("""
            const c = 1; let { l, ...rest } = { l: 2, r: 3 }; var [v = 4] = [];
            function f() { return c + 4; }
            class K { static k = 6; }
            if (c) { var inner = 7; }
            assigned = 8;
            """);

        Assert.Equal("[1,2,3,4,5,6,7,8]", await JsonAsync("return [c, l, rest.r, v, f(), K.k, inner, assigned];"));
    }

    [Fact]
    public async Task A_later_cell_sees_a_variable_as_it_is_now_and_may_declare_it_anew()
    {
        await OkAsync("let n = 0; const step = () => ++n;");
        await OkAsync("step(); step();");
        Assert.Equal("2", await JsonAsync("return n;"));

        await OkAsync("const n = 'mine';");
        Assert.Equal("\"mine\"", await JsonAsync("return n;"));
    }

    [Fact]
    public async Task A_later_cell_may_assign_to_a_constant_as_where_constants_are_local()
    {
        await OkAsync("const trace = [1];");
        await OkAsync("trace = [2];");

        Assert.Equal("[2]", await JsonAsync("return trace;"));
    }

    [Fact]
    public async Task A_failed_cell_leaves_earlier_variables_alone()
    {
        await OkAsync("const kept = 1;");
        Assert.Equal(ExecutionStatus.Error, (await Live.RunAsync("const kept = fail();")).Status);

        Assert.Equal("1", await JsonAsync("return kept;"));
    }

    [Fact]
    public async Task A_cell_may_declare_names_that_the_host_uses_itself()
    {
        await OkAsync("""
            async function process(item) { return item * 2; }
            class Promise {}
            const Buffer = 1, performance = 2, AbortController = 3, setTimeout = 4, console = { log() {} };
            """);
        Assert.Equal(ExecutionStatus.Error, (await Live.RunAsync("missing")).Status);

        Assert.Equal("8", await JsonAsync("return await process(4);"));
        Assert.Equal(ExecutionStatus.Interrupted, await InterruptAsync("require('fs').writeSync(1, 'began'); for (;;) await null;"));
    }

    [Fact]
    public async Task The_code_of_a_cell_cannot_break_out_of_it()
    {
        var (_, shown) = await Live.RunAsync("}); console.log('out'); (async function () {");

        Assert.Equal("SyntaxError", shown.Error?.Name);
        Assert.Empty(shown.Stdout);
    }

    [Fact]
    public async Task Timers_and_closures_of_earlier_cells_change_what_later_cells_see()
    {
        await OkAsync("let n = 0; const add = (by) => { n += by; }, read = () => n; const timer = new Promise((done) => setTimeout(() => { n = 5; done(); }));");
        await OkAsync("await timer; add(1); n += 10;");

        Assert.Equal("[16,16]", await JsonAsync("return [n, read()];"));
    }

    [Theory]
    [InlineData("#!/usr/bin/env node\nreturn 1;", "1")]
    [InlineData("return 1; // the end", "1")]
    [InlineData("/* a */ return 1 /* b */", "1")]
    [InlineData("outer: for (const i of [1, 2]) { for (;;) { if (i === 1) continue outer; return i; } }", "2")]
    [InlineData("async function* up(n) { for (let i = 0; i < n; i++) yield i; } const all = []; for await (const i of up(2)) all.push(i); return all;", "[0,1]")]
    [InlineData("with ({ a: 1 }) { return a; }", "1")]
    [InlineData("'use strict'; return this === undefined;", "true")]
    [InlineData("const [a, { b: [c = 3] = [] }, ...d] = [1, {}, 4]; return [a, c, d];", "[1,3,[4]]")]
    public async Task Any_statement_may_stand_at_the_top(string code, string json) => Assert.Equal(json, await JsonAsync(code));

    [Theory]
    [InlineData("Map")]
    [InlineData("Set")]
    [InlineData("JSON")]
    [InlineData("Reflect")]
    [InlineData("Number")]
    [InlineData("Error")]
    [InlineData("Symbol")]
    [InlineData("URL")]
    public async Task A_cell_may_declare_a_class_with_the_name_of_one_of_javascripts_own(string name)
    {
        await OkAsync($"class {name} {{ static mine = 1; }}");

        Assert.Equal("1", await JsonAsync($"return {name}.mine;"));
        Assert.Equal("ReferenceError", (await Live.RunAsync("missing")).Shown.Error!.Name);
        Assert.Equal("SyntaxError", (await Live.RunAsync("const = 1")).Shown.Error!.Name);
        Assert.Contains(await Live.Kernel.ListVariablesAsync(default), variable => variable.Name == name && variable.Type == "class");
    }

    [Theory]
    [InlineData("Object")]
    [InlineData("Array")]
    [InlineData("String")]
    [InlineData("RegExp")]
    public async Task The_names_that_the_parser_needs_stay_in_their_cell(string name)
    {
        Assert.Equal("1", await JsonAsync($"class {name} {{ static mine = 1; }} return {name}.mine;"));

        Assert.Equal("\"undefined\"", await JsonAsync($"return typeof {name}.mine;"));
    }
}
