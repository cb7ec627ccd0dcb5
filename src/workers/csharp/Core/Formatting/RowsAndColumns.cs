using System.Data;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.DotNet.Interactive.Formatting.TabularData;

namespace AsyncWorkbook.Workers.CSharp.Core.Formatting;

/// <summary>Values that are tables by nature, as Formatting's own tables.</summary>
internal static class RowsAndColumns
{
    /// <summary>A two-dimensional array, or a table of <c>System.Data</c>; null for all else.</summary>
    public static TabularDataResource? Of(object? value) =>
        value is Array { Rank: 2 } array
            ? Table(
                Enumerable.Range(array.GetLowerBound(1), array.GetLength(1)).Select(column => (column.ToString(CultureInfo.InvariantCulture), array.GetType().GetElementType()!)),
                Enumerable.Range(array.GetLowerBound(0), array.GetLength(0)).Select(row =>
                    Enumerable.Range(array.GetLowerBound(1), array.GetLength(1)).Select(column => array.GetValue(row, column))))
        : value?.GetType().Namespace == "System.Data" ? OfSystemData(value)
        : null;

    [MethodImpl(MethodImplOptions.NoInlining)] // or the first cell would load that library to be told that its value is no table
    private static TabularDataResource? OfSystemData(object value) => value switch
    {
        DataTable table => Table(Columns(table), table.Rows.Cast<DataRow>().Select(row => row.ItemArray)),
        DataView { Table: { } table } view => Table(Columns(table), view.Cast<DataRowView>().Select(row => row.Row.ItemArray)),
        _ => null,
    };

    private static IEnumerable<(string Name, Type Type)> Columns(DataTable table) =>
        table.Columns.Cast<DataColumn>().Select(column => (column.ColumnName, column.DataType));

    private static TabularDataResource Table(IEnumerable<(string Name, Type Type)> columns, IEnumerable<IEnumerable<object?>> rows)
    {
        var schema = new TableSchema();
        foreach (var (name, type) in columns)
        {
            schema.Fields.Add(new TableSchemaFieldDescriptor(name, type.ToTableSchemaFieldType()));
        }

        return new TabularDataResource(schema, [.. rows.Select(row => schema.Fields.Zip(row, (field, cell) => KeyValuePair.Create(field.Name, cell is DBNull ? null : cell)))]);
    }
}
