// The arguments of a dump in the types of Slack's own packages. Those let any block pass as the general Block; here a
// block is one that Slack knows.

import type { RespondArguments, ViewClearResponseAction, ViewErrorsResponseAction } from "@slack/bolt";
import type { HomeView, KnownBlock, ModalView } from "@slack/types";
import type {
  AgentsSessionsSetStatusArguments, AssistantThreadsSetSuggestedPromptsArguments, ChatAppendStreamArguments, ChatStartStreamArguments, ChatStopStreamArguments,
  ChatPostEphemeralArguments, ChatPostMessageArguments, ChatUpdateArguments,
  ViewsOpenArguments, ViewsPublishArguments, ViewsPushArguments, ViewsUpdateArguments,
} from "@slack/web-api";

export type Blocks = KnownBlock[];
export type Modal = Omit<ModalView, "blocks"> & { blocks: Blocks };
export type Home = Omit<HomeView, "blocks"> & { blocks: Blocks };

export interface Shapes {
  "chat.postMessage": ChatPostMessageArguments;
  "chat.update": ChatUpdateArguments;
  "chat.postEphemeral": ChatPostEphemeralArguments;
  "chat.startStream": ChatStartStreamArguments;
  "chat.appendStream": ChatAppendStreamArguments;
  "chat.stopStream": ChatStopStreamArguments;
  "agents.sessions.setStatus": AgentsSessionsSetStatusArguments;
  "assistant.threads.setSuggestedPrompts": AssistantThreadsSetSuggestedPromptsArguments;
  "views.open": ViewsOpenArguments;
  "views.push": ViewsPushArguments;
  "views.update": ViewsUpdateArguments;
  "views.publish": ViewsPublishArguments;
  "response_url": RespondArguments;
  "ack command": RespondArguments;
  "ack view_submission":
    | ViewErrorsResponseAction | ViewClearResponseAction
    | { response_action: "update" | "push"; view: Modal };
}
