import { Autocomplete } from "@base-ui/react/autocomplete";
import { Dialog } from "@base-ui/react/dialog";
import { Search } from "lucide-react";
import type { ReactNode } from "react";
import "./command-dialog.css";

export type Command = { id: string; name: string; detail?: ReactNode; run: () => void };
export type CommandGroup = { id: string; name: string; commands: Command[] };

type CommandDialogProps = {
  title: string;
  /** What is looked for, and what is said below it. */
  search: string;
  hint: string;
  nothing: string;
  query: string;
  onQuery: (query: string) => void;
  /** Those that the query leaves. */
  groups: readonly CommandGroup[];
  onClose: () => void;
};

/** A field over the page with what it finds below: arrows choose, Enter runs, Escape closes. */
export function CommandDialog(props: CommandDialogProps) {
  const { title, search, hint, nothing, query, onQuery, groups, onClose } = props;
  const run = (command: Command) => {
    onClose();
    command.run();
  };
  return (
    <Dialog.Root open onOpenChange={onClose}>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className="command-dialog" aria-label={title}>
          <Autocomplete.Root
            open
            inline
            items={groups.map(({ commands, ...group }) => ({ ...group, items: commands }))}
            itemToStringValue={({ name }: Command) => name}
            filter={null}
            autoHighlight="always"
            keepHighlight
            value={query}
            onValueChange={(text, { reason }) => reason !== "item-press" && onQuery(text)}
          >
            <div className="command-search">
              <Search size={18} aria-hidden />
              <Autocomplete.Input aria-label={search} placeholder={search} />
            </div>
            <Autocomplete.Empty>
              <p className="muted command-nothing">{nothing}</p>
            </Autocomplete.Empty>
            <Autocomplete.List className="command-list" aria-label={title}>
              {({ id, name, items }: { id: string; name: string; items: Command[] }) => (
                <Autocomplete.Group key={id} items={items}>
                  <Autocomplete.GroupLabel className="muted small">{name}</Autocomplete.GroupLabel>
                  <Autocomplete.Collection>
                    {(command: Command) => (
                      <Autocomplete.Item
                        key={command.id}
                        value={command}
                        className="command"
                        onClick={() => run(command)}
                      >
                        <span>{command.name}</span>
                        <span className="muted small">{command.detail}</span>
                      </Autocomplete.Item>
                    )}
                  </Autocomplete.Collection>
                </Autocomplete.Group>
              )}
            </Autocomplete.List>
          </Autocomplete.Root>
          <p className="muted small command-hint">{hint}</p>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
