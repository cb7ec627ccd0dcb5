/**
 * JupyterLab's notebook on a page of its own, put together as JupyterLab does it, without the application around it.
 * notebook.html?token=TOKEN, then window.lab.open(PATH).
 */
import '@jupyterlab/application/style/index.js';
import '@jupyterlab/completer/style/index.js';
import '@jupyterlab/notebook/style/index.js';
import '@jupyterlab/theme-light-extension/style/theme.css';
import {
  CodeMirrorEditorFactory, CodeMirrorMimeTypeService, EditorExtensionRegistry, EditorLanguageRegistry, EditorThemeRegistry, ybinding,
} from '@jupyterlab/codemirror';
import { Completer, CompleterModel, CompletionHandler, KernelCompleterProvider, ProviderReconciliator } from '@jupyterlab/completer';
import { PageConfig } from '@jupyterlab/coreutils';
import { DocumentManager } from '@jupyterlab/docmanager';
import { DocumentRegistry } from '@jupyterlab/docregistry';
import { createMarkdownParser } from '@jupyterlab/markedparser-extension';
import { NotebookActions, NotebookModelFactory, NotebookPanel, NotebookWidgetFactory } from '@jupyterlab/notebook';
import { RenderMimeRegistry, standardRendererFactories } from '@jupyterlab/rendermime';
import { ServiceManager } from '@jupyterlab/services';
import { Widget } from '@lumino/widgets';

PageConfig.setOption('baseUrl', `${location.origin}/`);
PageConfig.setOption('token', new URLSearchParams(location.search).get('token'));

const languages = new EditorLanguageRegistry();
EditorLanguageRegistry.getDefaultLanguages().forEach((language) => languages.addLanguage(language));
const themes = new EditorThemeRegistry();
EditorThemeRegistry.getDefaultThemes().forEach((theme) => themes.addTheme(theme));
const extensions = new EditorExtensionRegistry();
EditorExtensionRegistry.getDefaultExtensions({ themes }).forEach((extension) => extensions.addExtension(extension));
extensions.addExtension({
  name: 'shared-model-binding',
  factory: ({ model: { sharedModel } }) => EditorExtensionRegistry.createImmutableExtension(
    ybinding({ ytext: sharedModel.ysource, undoManager: sharedModel.undoManager ?? undefined }),
  ),
});
const editors = new CodeMirrorEditorFactory({ extensions, languages });

const registry = new DocumentRegistry();
registry.addModelFactory(new NotebookModelFactory({}));
registry.addWidgetFactory(new NotebookWidgetFactory({
  name: 'Notebook',
  modelName: 'notebook',
  fileTypes: ['notebook'],
  defaultFor: ['notebook'],
  preferKernel: true,
  canStartKernel: true,
  rendermime: new RenderMimeRegistry({ initialFactories: standardRendererFactories, markdownParser: createMarkdownParser(languages) }),
  contentFactory: new NotebookPanel.ContentFactory({ editorFactory: editors.newInlineEditor }),
  mimeTypeService: new CodeMirrorMimeTypeService(languages),
}));

let panel;

const cells = () => panel.content.model.toJSON().cells;

/** Goes to a cell and waits for its editor, which there is only where it can be seen. */
async function edit(index) {
  panel.content.activeCellIndex = index;
  panel.content.mode = 'edit';
  await panel.content.scrollToItem(index);
  await panel.content.activeCell.ready;
}

globalThis.lab = {
  /** Opens a notebook with the kernel that it names, and gives the kernel's display name. */
  async open(path) {
    const manager = new ServiceManager();
    await manager.ready;
    panel = new DocumentManager({ registry, manager, opener: { open() {}, opened: { connect() {}, disconnect() {} } } }).open(path);
    Widget.attach(panel, document.body);
    await panel.context.ready;
    await panel.sessionContext.ready;
    return panel.sessionContext.kernelDisplayName;
  },

  /** What the menus and the toolbar do. Those that run cells give whether all went well. */
  runAll: () => NotebookActions.runAll(panel.content, panel.sessionContext),
  run: () => NotebookActions.run(panel.content, panel.sessionContext),
  interrupt: () => panel.sessionContext.session.kernel.interrupt(),
  restart: () => panel.sessionContext.restartKernel(),
  save: () => panel.context.save(),

  /** Opens the editor of the cell with an id, and gives its text. */
  async edit(id) {
    await edit(cells().findIndex((cell) => cell.id === id));
    return panel.content.activeCell.model.sharedModel.source;
  },

  /** Adds a cell at the end and opens its editor. */
  async add(metadata = {}) {
    panel.content.activeCellIndex = panel.content.widgets.length - 1;
    NotebookActions.insertBelow(panel.content);
    panel.content.activeCell.model.sharedModel.setMetadata(metadata);
    await edit(panel.content.activeCellIndex);
  },

  /** Opens the list of completions at the cursor. */
  complete() {
    const { editor } = panel.content.activeCell;
    const completer = new Completer({ editor, model: new CompleterModel() });
    completer.hide();
    Widget.attach(completer, document.body);
    const handler = new CompletionHandler({
      completer,
      reconciliator: new ProviderReconciliator({
        context: { widget: panel, editor, session: panel.sessionContext.session },
        providers: [new KernelCompleterProvider()],
        timeout: 60_000,
      }),
    });
    handler.editor = editor;
    handler.invoke();
  },

  /** The HTML of all verdicts. */
  verdicts: () => cells()
    .flatMap((cell) => cell.outputs ?? [])
    .map((output) => [output.data?.['text/html'] ?? ''].flat().join(''))
    .filter((html) => html.includes('data-verdict'))
    .join('\n'),
};
