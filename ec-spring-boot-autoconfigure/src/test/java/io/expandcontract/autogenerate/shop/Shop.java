package io.expandcontract.autogenerate.shop;

import java.util.ArrayList;
import java.util.List;

/**
 * Two releases of a shop.
 */
public final class Shop {

	/** The entities of the first release. */
	public static final List<Class<?>> FIRST = List.of(Customers.Country.class, Customers.Customer.class,
			Customers.Profile.class, Customers.Employee.class, Goods.Category.class, Goods.Product.class,
			Goods.Book.class, Goods.Disc.class, Goods.Warehouse.class, Goods.Stock.class, Goods.Supplier.class,
			Goods.Contract.class, Goods.Clause.class, Orders.Purchase.class, Orders.Line.class, Orders.Invoice.class,
			Orders.Payment.class, Orders.CardPayment.class, Orders.AccountPayment.class, Orders.Cart.class,
			Orders.WishList.class, Orders.Cents.class, Extras.Review.class, Extras.Shipment.class,
			Extras.Discount.class, Extras.PercentDiscount.class, Extras.FixedDiscount.class, Extras.Coupon.class,
			Extras.Attachment.class, Extras.Label.class, Extras.AuditEntry.class);

	/** The entities of the second release. */
	public static final List<Class<?>> SECOND = second();

	private Shop() {
	}

	private static List<Class<?>> second() {
		List<Class<?>> entities = new ArrayList<>(FIRST);
		entities.removeAll(List.of(Customers.Profile.class, Extras.Review.class, Extras.Shipment.class,
				Extras.FixedDiscount.class, Orders.WishList.class, Extras.AuditEntry.class));
		entities.addAll(List.of(Changed.Profile.class, Changed.Review.class, Changed.Shipment.class,
				Changed.FixedDiscount.class, Changed.WishList.class, Changed.AuditEntry.class,
				Changed.VoucherPayment.class, Changed.Game.class));
		return List.copyOf(entities);
	}

}
