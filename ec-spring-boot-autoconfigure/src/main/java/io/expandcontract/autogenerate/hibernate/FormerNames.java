package io.expandcontract.autogenerate.hibernate;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Member;
import java.util.List;

import io.expandcontract.autogenerate.RenamedFrom;
import io.expandcontract.autogenerate.Renames;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.ManagedMappingType;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Reads what entities say about former names, with the names of tables and columns that
 * Hibernate's naming strategies give.
 */
public final class FormerNames {

	private final Renames.Builder renames = new Renames.Builder();

	private FormerNames() {
	}

	/**
	 * Read every entity.
	 * @param factory the session factory
	 * @return what the entities say
	 */
	public static Renames of(SessionFactoryImplementor factory) {
		FormerNames names = new FormerNames();
		factory.getMappingMetamodel().forEachEntityDescriptor(names::add);
		return names.renames.build();
	}

	private void add(EntityPersister entity) {
		RenamedFrom table = entity.getMappedClass().getAnnotation(RenamedFrom.class);
		if (table != null) {
			this.renames.table(plain(entity.getMappedTableDetails().getTableName()),
					(table.value().length > 0) ? table.value()[0] : "");
		}
		add((ManagedMappingType) entity);
	}

	private void add(ManagedMappingType type) {
		type.forEachAttributeMapping((attribute) -> {
			if (attribute instanceof EmbeddableValuedModelPart embedded) {
				add(embedded.getEmbeddableTypeDescriptor());
			}
			RenamedFrom former = annotation(attribute);
			if (former != null && !(attribute instanceof PluralAttributeMapping)) {
				attribute.forEachSelectable((index, selectable) -> {
					String table = plain(selectable.getContainingTableExpression());
					String column = plain(selectable.getSelectionExpression());
					this.renames.column(table, column, List.of(former.value()));
					this.renames.computed(table, column, former.valueComputed(),
							List.of(former.formerValuesComputed()));
				});
			}
		});
	}

	private static @Nullable RenamedFrom annotation(AttributeMapping attribute) {
		Member member = attribute.getPropertyAccess().getGetter().getMember();
		return (member instanceof AnnotatedElement element) ? element.getAnnotation(RenamedFrom.class) : null;
	}

	private static String plain(String name) {
		String last = name.substring(name.lastIndexOf('.') + 1);
		return last.replaceAll("^[`\"\\[]|[`\"\\]]$", "");
	}

}
