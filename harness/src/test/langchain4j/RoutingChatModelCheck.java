import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yardmaster.decide.CandidateModel;
import org.yardmaster.decide.Constraints;
import org.yardmaster.decide.Decider;
import org.yardmaster.decide.Decision;
import org.yardmaster.decide.Policy;
import org.yardmaster.policyfile.EmbeddedPolicy;

/** The exported LangChain4j example asks the policy's choice, and the next one when that fails. */
public final class RoutingChatModelCheck {
  public static void main(String[] arguments) {
    Policy policy = EmbeddedPolicy.load();
    String prompt = "Prove that 2 is prime.";
    List<String> expected = new ArrayList<>();
    if (new Decider(policy).decide(prompt, Constraints.NONE) instanceof Decision.Route route) {
      expected.add(route.candidate());
      expected.add(route.fallbacks().getFirst());
    }
    List<String> asked = new ArrayList<>();
    Map<String, ChatModel> models = new TreeMap<>();
    for (CandidateModel candidate : policy.candidates()) {
      models.put(candidate.id(), fake(candidate.id(), expected.getFirst(), asked));
    }
    String answer = new RoutingChatModel(models).chat(prompt);
    if (!asked.equals(expected) || !answer.equals("from " + expected.get(1))) {
      throw new AssertionError("asked " + asked + ", expected " + expected + "; " + answer);
    }
    System.out.println("langchain4j: asked " + asked + ", as the policy ranks them");
  }

  private static ChatModel fake(String id, String down, List<String> asked) {
    return new ChatModel() {
      @Override
      public ChatResponse doChat(ChatRequest request) {
        asked.add(id);
        if (id.equals(down)) {
          throw new IllegalStateException("down");
        }
        return ChatResponse.builder().aiMessage(AiMessage.from("from " + id)).build();
      }
    };
  }
}
