namespace AsyncWorkbook.Engine.Tests.Workers;

/// <summary>Modules and packages in JavaScript cells.</summary>
[StartsProcesses]
public sealed class JavaScriptModuleTests : JavaScriptCells
{
    [Fact]
    public async Task Modules_are_found_from_the_notebooks_folder()
    {
        await File.WriteAllTextAsync(Path.Combine(Live.Folder, "beside.mjs"), "export const where = 'beside';");
        var package = Directory.CreateDirectory(Path.Combine(Live.Folder, "node_modules", "installed"));
        await File.WriteAllTextAsync(Path.Combine(package.FullName, "index.js"), "module.exports = { where: 'installed' };");

        Assert.Equal(
            """["beside","installed","installed","/"]""",
            await JsonAsync("""
                const { where } = await import('./beside.mjs');
                const { default: installed } = await import('installed');
                return [where, installed.where, require('installed').where, (await import('node:path')).posix.sep];
                """));
    }

    [Fact]
    public async Task Import_statements_load_packages_and_files_beside_the_notebook()
    {
        await InstallAsync("beside.mjs", "export default 'd'; export const named = 'n'; export const __proto__x = 1;");
        await InstallAsync("node_modules/installed/package.json", """{ "exports": "./main.js", "type": "module" }""");
        await InstallAsync("node_modules/installed/main.js", "export const where = 'installed';");
        await InstallAsync("some.json", "[1]");

        Assert.Equal(
            """["d","n","installed","/",1]""",
            await JsonAsync("""
                const before = beside;
                import beside, { named as other } from './beside.mjs';
                import * as installed from 'installed';
                import { posix } from 'node:path'; import 'node:fs';
                import list from './some.json' with { type: 'json' };
                return [before, other, installed.where, posix.sep, list[0]];
                """));
        Assert.Equal("""["d","n"]""", await JsonAsync("return [beside, other];"));
    }

    [Theory]
    [InlineData("\n  import { nothing } from 'node:fs';", "SyntaxError", "does not provide an export named 'nothing'", "cell 1:2:3")]
    [InlineData("import a from 'not-installed';", "Error", "Cannot find package 'not-installed'", "npm install not-installed")]
    [InlineData("await import('@scope/lost');", "Error", "Cannot find package '@scope/lost'", "npm install @scope/lost")]
    [InlineData("require('lost');", "Error", "Cannot find module 'lost'", "npm install lost")]
    [InlineData("import './lost.mjs';", "Error", "Cannot find module 'lost.mjs'", "cell 1:1:1")]
    [InlineData("{ import a from 'fs'; }", "SyntaxError", "Cannot use import statement outside a module", "top level of a cell")]
    [InlineData("export const a = 1;", "SyntaxError", "Unexpected token 'export'", "exports nothing")]
    public async Task What_cannot_be_imported_is_told_with_its_place_and_what_to_do(string code, string name, string message, string hint)
    {
        var (_, shown) = await Live.RunAsync(code);

        Assert.Equal(name, shown.Error!.Name);
        Assert.Contains(message, shown.Error.Value, StringComparison.Ordinal);
        var traceback = string.Join('\n', shown.Error.Traceback);
        Assert.Contains(hint, traceback, StringComparison.Ordinal);
        Assert.DoesNotContain(Live.Folder, traceback, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_in_a_file_beside_the_notebook_has_its_place_there()
    {
        await InstallAsync("beside.mjs", "export function fail() {\n  throw new Error('boom');\n}");

        var (_, shown) = await Live.RunAsync("import { fail } from './beside.mjs';\nfail();");

        Assert.Equal(["    at fail (beside.mjs:2:9)", "    at cell 1:2:1"], shown.Error!.Traceback.Skip(1));
    }

    private Task InstallAsync(string path, string text)
    {
        var file = Path.Combine(Live.Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        return File.WriteAllTextAsync(file, text);
    }
}
