package io.expandcontract.sql;

import java.util.function.Function;

import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Lexer;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.misc.ParseCancellationException;
import org.antlr.v4.runtime.tree.ParseTree;
import org.apache.shardingsphere.sql.parser.autogen.MySQLStatementLexer;
import org.apache.shardingsphere.sql.parser.autogen.MySQLStatementParser;
import org.apache.shardingsphere.sql.parser.autogen.PostgreSQLStatementLexer;
import org.apache.shardingsphere.sql.parser.autogen.PostgreSQLStatementParser;
import org.jspecify.annotations.Nullable;

/**
 * What the grammars of Apache ShardingSphere take a statement for.
 */
final class Oracle {

	private Oracle() {
	}

	/**
	 * Return the kind of a statement.
	 * @param dialect PostgreSQL or MySQL
	 * @param sql one statement
	 * @return the name of the grammar's rule, such as {@code AlterTable}, or {@code null}
	 * if the grammar does not know it
	 */
	static @Nullable String kind(Dialect dialect, String sql) {
		return (dialect == Dialect.POSTGRESQL)
				? kind(new PostgreSQLStatementLexer(CharStreams.fromString(sql)), PostgreSQLStatementParser::new,
						PostgreSQLStatementParser::execute)
				: kind(new MySQLStatementLexer(CharStreams.fromString(sql)), MySQLStatementParser::new,
						MySQLStatementParser::execute);
	}

	private static <P extends Parser> @Nullable String kind(Lexer lexer, Function<CommonTokenStream, P> parsers,
			Function<P, ParserRuleContext> rule) {
		lexer.removeErrorListeners();
		CommonTokenStream tokens = new CommonTokenStream(lexer);
		P parser = parsers.apply(tokens);
		parser.removeErrorListeners();
		parser.setErrorHandler(new BailErrorStrategy());
		String kind = kind(parser, tokens, rule, PredictionMode.SLL);
		return (kind != null) ? kind : kind(parser, tokens, rule, PredictionMode.LL);
	}

	private static <P extends Parser> @Nullable String kind(P parser, CommonTokenStream tokens,
			Function<P, ParserRuleContext> rule, PredictionMode mode) {
		try {
			tokens.seek(0);
			parser.reset();
			parser.getInterpreter().setPredictionMode(mode);
			ParserRuleContext tree = rule.apply(parser);
			boolean whole = parser.getCurrentToken().getType() == Token.EOF;
			return (whole && tree.getChildCount() > 0) ? name(tree.getChild(0)) : null;
		}
		catch (ParseCancellationException ex) {
			return null;
		}
	}

	private static String name(ParseTree tree) {
		if (tree instanceof MySQLStatementParser.AlterStatementContext) {
			return name(tree.getChild(0));
		}
		return tree.getClass().getSimpleName().replaceAll("Context$", "");
	}

}
